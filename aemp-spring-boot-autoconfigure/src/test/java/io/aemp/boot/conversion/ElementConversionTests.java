package io.aemp.boot.conversion;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What an {@link ElementConversion} does, whoever implements it. */
class ElementConversionTests {

	private static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1 << 20, 512);

	private static final ElementConversion WITH_JACKSON = new TypeConversion(new ApplicationConversionService(),
			new JacksonMapping(JsonMapper.builder().build()), 512);

	private static final ElementConversion WITHOUT_JACKSON = new TypeConversion(new ApplicationConversionService());

	static Stream<Arguments> values() throws Exception {
		UUID uuid = new UUID(1, 2);
		Instant instant = Instant.parse("2026-11-29T20:28:32.5Z");
		LocalDateTime time = LocalDateTime.parse("2026-11-29T20:28:32");
		Map<DayOfWeek, Duration> hours = new EnumMap<>(Map.of(DayOfWeek.MONDAY, Duration.ofHours(8)));
		return Stream.of(arguments("text", "text", "text"), arguments("truth", true, true), arguments("number", 7, 7L),
				arguments("small", (short) 7, 7L), arguments("single", 1.5f, 1.5), arguments("wrapper", 7L, 7L),
				arguments("letter", 'x', "x"), arguments("letterObject", '\u20ac', "\u20ac"),
				arguments("decimal", new BigDecimal("12.50"), "12.50"),
				arguments("big", BigInteger.ONE.shiftLeft(100), BigInteger.ONE.shiftLeft(100)),
				arguments("big", BigInteger.TEN, 10L), arguments("uuid", uuid, uuid.toString()),
				arguments("day", DayOfWeek.MONDAY, "MONDAY"), arguments("constant", Sign.MINUS, "MINUS"),
				arguments("instant", instant, "2026-11-29T20:28:32.500Z"),
				arguments("date", LocalDate.parse("2026-11-29"), "2026-11-29"),
				arguments("time", LocalTime.parse("20:28"), "20:28"),
				arguments("dateTime", time, "2026-11-29T20:28:32"),
				arguments("offset", time.atOffset(ZoneOffset.ofHours(1)), "2026-11-29T20:28:32+01:00"),
				arguments("zoned", time.atZone(ZoneId.of("Europe/Berlin")), "2026-11-29T20:28:32+01:00[Europe/Berlin]"),
				arguments("year", Year.of(2026), "2026"), arguments("month", YearMonth.of(2026, 11), "2026-11"),
				arguments("monthDay", MonthDay.of(11, 29), "--11-29"), arguments("zone", ZoneOffset.UTC, "Z"),
				arguments("duration", Duration.ofSeconds(90), "PT1M30S"), arguments("period", Period.ofDays(3), "P3D"),
				arguments("oldDate", Date.from(instant), "2026-11-29T20:28:32.500Z"),
				arguments("uri", URI.create("http://example.org/a?b"), "http://example.org/a?b"),
				arguments("locale", Locale.GERMANY, "de-DE"), arguments("currency", Currency.getInstance("EUR"), "EUR"),
				arguments("charset", StandardCharsets.UTF_8, "UTF-8"),
				arguments("path", Path.of("a", "b"), Path.of("a", "b").toString()),
				arguments("size", DataSize.ofKilobytes(1), "1024B"),
				arguments("address", InetAddress.getByName("127.0.0.1"), "127.0.0.1"),
				arguments("bytes", new byte[] { 1, -1 }, new byte[] { 1, -1 }),
				arguments("buffer", ByteBuffer.wrap(new byte[] { 1, 2 }), new byte[] { 1, 2 }),
				arguments("letters", new char[] { 'a', 'b' }, "ab"),
				arguments("numbers", new int[] { 1, 2 }, List.of(1L, 2L)),
				arguments("truths", new boolean[] { true, false }, List.of(true, false)),
				arguments("matrix", new double[][] { { 1 }, {} }, List.of(List.of(1.0), List.of())),
				arguments("texts", new String[] { "a" }, List.of("a")),
				arguments("list", List.of(uuid), List.of(uuid.toString())), arguments("set", Set.of('a'), List.of("a")),
				arguments("sorted", new TreeSet<>(List.of(1, 2)), List.of(1L, 2L)),
				arguments("hours", hours, Map.of("MONDAY", "PT8H")), arguments("counts", Map.of(7, 8), Map.of("7", 8L)),
				arguments("keys", Map.of(uuid, Set.of(1)), Map.of(uuid.toString(), List.of(1L))),
				arguments("optional", Optional.of(Sign.PLUS), "PLUS"), arguments("optional", Optional.empty(), null),
				arguments("optionalInt", OptionalInt.of(7), 7L), arguments("optionalInt", OptionalInt.empty(), null),
				arguments("order",
						new Order<>(new BigDecimal("1.10"), List.of(new Line('a', OptionalInt.of(2), Sign.PLUS))),
						Map.of("price", "1.10", "lines", List.of(Map.of("code", "a", "amount", 2L, "sign", "PLUS")))));
	}

	/** The value comes back the same from this node and from another one. */
	@ParameterizedTest
	@MethodSource("values")
	void whatIsAParameterIsAResultToo(String name, Object value, Object element) {
		for (ElementConversion conversion : List.of(WITH_JACKSON, WITHOUT_JACKSON)) {
			Object written = conversion.writer(type(name)).write(value);
			assertThat(Values.equal(written, element)).as("%s", Values.display(written)).isTrue();
			if (written != null) {
				assertThat(written).isInstanceOfAny(Boolean.class, Long.class, Double.class, BigInteger.class,
						String.class, byte[].class, List.class, Map.class);
			}
			Sendable.check(Message.of(new Object[] { written }), LIMITS);
			assertThat(conversion.reader(type(name)).read(written)).isEqualTo(value);
			if (written instanceof String text && Values.isLatin1(text)) {
				assertThat(conversion.reader(type(name)).read(Values.bytes(text))).isEqualTo(value);
			}
		}
	}

	@Test
	void anOrderedSequenceIsAList() {
		for (ElementConversion conversion : List.of(WITH_JACKSON, WITHOUT_JACKSON)) {
			assertThat(conversion.writer(type("stream")).write(Stream.of(1, 2))).isEqualTo(List.of(1L, 2L));
			assertThat(conversion.writer(type("iterator")).write(List.of(1, 2).iterator())).isEqualTo(List.of(1L, 2L));
			assertThat(conversion.writer(type("intStream")).write(IntStream.range(0, 2))).isEqualTo(List.of(0L, 1L));
			assertThat(((Stream<?>) conversion.reader(type("stream")).read(List.of("1"))).toList())
				.isEqualTo(List.of(1));
			assertThat(((IntStream) conversion.reader(type("intStream")).read(List.of("1"))).toArray())
				.containsExactly(1);
			assertThat(((Iterator<?>) conversion.reader(type("iterator")).read(List.of("1"))).next()).isEqualTo(1);
		}
	}

	@Test
	void aSequenceWithoutEndIsRefused() {
		assertRefused(Stream.generate(() -> 1), "more than 1000000 elements");
	}

	@Test
	void aPojoIsMappedByJacksonBothWays() {
		Person ann = new Person();
		ann.setName("Ann");
		ann.setBorn(LocalDate.parse("2000-01-02"));
		ann.setPicture(new byte[] { 1, -1 });
		ann.setWeight(new BigDecimal("50.5"));
		Map<String, Object> element = Map.of("name", "Ann", "born", "2000-01-02", "picture", new byte[] { 1, -1 },
				"weight", "50.5");
		Object written = WITH_JACKSON.writer(type("person")).write(ann);
		assertThat(Values.equal(written, element)).as("%s", Values.display(written)).isTrue();
		Map<String, Object> fromPerl = Map.of("name", Values.bytes("Ann"), "born", Values.bytes("2000-01-02"),
				"picture", "\u0001\u00ff", "weight", Values.bytes("50.5"));
		for (Map<?, ?> map : List.of(element, fromPerl)) {
			Person read = (Person) WITH_JACKSON.reader(type("person")).read(map);
			assertThat(read).usingRecursiveComparison().isEqualTo(ann);
		}
		assertThat(WITH_JACKSON.writer(type("people")).write(List.of(ann)))
			.matches((list) -> Values.equal(list, List.of(element)));
	}

	@Test
	void aPojoWithoutJacksonIsRefusedAtTheStartAsAResult() {
		assertThatExceptionOfType(UnsupportedTypeException.class)
			.isThrownBy(() -> WITHOUT_JACKSON.writer(type("people")))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("Person", "JsonMapper");
				assertThat(ex.remedy()).contains("spring-boot-jackson");
			});
		Person ann = new Person();
		assertThat(WITHOUT_JACKSON.reader(type("person")).read(ann)).isSameAs(ann);
	}

	@Test
	void theConversionServiceOfTheApplicationDecidesFirst() {
		DefaultConversionService service = new DefaultConversionService();
		service.addConverter(Person.class, String.class, Person::getName);
		service.addConverter(String.class, Person.class, (name) -> {
			Person person = new Person();
			person.setName(name);
			return person;
		});
		ElementConversion conversion = new TypeConversion(service, new JacksonMapping(JsonMapper.builder().build()),
				512);
		Person ann = new Person();
		ann.setName("Ann");
		assertThat(conversion.writer(type("person")).write(ann)).isEqualTo("Ann");
		assertThat(conversion.reader(type("person")).read("Ann")).usingRecursiveComparison().isEqualTo(ann);
	}

	@Test
	void whatIsLiveIsRefusedAtTheStart() {
		for (String name : List.of("input", "future", "futures", "thread", "consumer", "context", "live")) {
			for (ElementConversion conversion : List.of(WITH_JACKSON, WITHOUT_JACKSON)) {
				assertThatExceptionOfType(UnsupportedTypeException.class).as(name)
					.isThrownBy(() -> conversion.writer(type(name)))
					.withMessageContaining("stands for something in this process");
				assertThatExceptionOfType(UnsupportedTypeException.class)
					.isThrownBy(() -> conversion.reader(type(name)));
			}
		}
	}

	@Test
	void aRecursiveTypeIsNoProblem() {
		Tree tree = new Tree("a", List.of(new Tree("b", List.of())));
		Object written = WITHOUT_JACKSON.writer(type("tree")).write(tree);
		assertThat(WITHOUT_JACKSON.reader(type("tree")).read(written)).isEqualTo(tree);
	}

	@Test
	void aResultThatCannotTravelIsRefused() {
		List<Object> cyclic = new ArrayList<>();
		cyclic.add(cyclic);
		Node node = new Node();
		node.next = node;
		assertRefused(cyclic, "levels deep");
		assertRefused(node, "Node", "cannot travel");
		assertRefused(List.of("a\uD83D"), "half of a surrogate pair");
		assertRefused(new BigDecimal("1e999999999"), "BigDecimal");
		assertRefused(BigInteger.ONE.shiftLeft(8192), "8192 bits");
		assertRefused(new Thread(), "java.lang.Thread");
		assertRefused(new CompletableFuture<>(), "CompletableFuture");
		assertRefused(List.of(Message.of(1)), "Message");
		assertRefused(Reason.NORMAL, "Reason");
		Map<Object, Object> nullKey = new LinkedHashMap<>();
		nullKey.put(null, 1);
		assertRefused(nullKey, "null");
		assertRefused(Map.of(List.of(1), 1), "no text form");
		assertRefused(Map.of(1, "a", "1", "b"), "same text form");
	}

	private static void assertRefused(Object value, String... texts) {
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> WITH_JACKSON.writer(ResolvableType.forClass(Object.class)).write(value))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(texts).hasSizeLessThan(600));
	}

	@Test
	void keysWithEqualHashCodesAreRefusedInTime() {
		List<Map<String, Object>> elements = new ArrayList<>();
		for (int i = 0; i < 1 << 17; i++) {
			StringBuilder text = new StringBuilder();
			for (int bit = 0; bit < 17; bit++) {
				text.append(((i >> bit & 1) == 0) ? "Aa" : "BB");
			}
			elements.add(Map.of("name", text.toString()));
		}
		assertThatRuntimeException().isThrownBy(() -> WITHOUT_JACKSON.reader(type("names")).read(elements))
			.withMessageContaining("same hash code");
		List<Object> texts = elements.stream().map((element) -> element.get("name")).toList();
		assertThat((Set<?>) WITHOUT_JACKSON.reader(type("textSet")).read(texts)).hasSize(1 << 17);
	}

	@Test
	void aMillionCharactersAreRefusedWithoutReadingThem() {
		String digits = "9".repeat(1_000_000);
		for (String name : List.of("number", "wrapper", "decimal", "big", "single", "letter", "uuid", "instant", "date",
				"zoned", "duration", "period", "size", "day", "locale", "currency", "zone", "address", "optionalInt")) {
			for (String text : List.of(digits, "P" + digits, "PT" + digits + "S", "+" + digits + "-01-01")) {
				assertThatRuntimeException().as(name).isThrownBy(() -> WITH_JACKSON.reader(type(name)).read(text));
			}
		}
	}

	@Test
	void namesOfHostsAreNotLookedUp() {
		for (String text : List.of("localhost", "example.invalid", "1.2", "999.1.1.1.example.invalid")) {
			assertThatRuntimeException().isThrownBy(() -> WITH_JACKSON.reader(type("address")).read(text))
				.withMessageContaining("it is no java.net.InetAddress");
		}
	}

	private static ResolvableType type(String name) {
		return ResolvableType.forMethodReturnType(ClassUtils.getMethod(Types.class, name));
	}

	interface Types {

		String text();

		boolean truth();

		int number();

		short small();

		float single();

		Long wrapper();

		char letter();

		Character letterObject();

		BigDecimal decimal();

		BigInteger big();

		UUID uuid();

		DayOfWeek day();

		Sign constant();

		Instant instant();

		LocalDate date();

		LocalTime time();

		LocalDateTime dateTime();

		OffsetDateTime offset();

		ZonedDateTime zoned();

		Year year();

		YearMonth month();

		MonthDay monthDay();

		ZoneId zone();

		Duration duration();

		Period period();

		Date oldDate();

		URI uri();

		Locale locale();

		Currency currency();

		Charset charset();

		Path path();

		DataSize size();

		InetAddress address();

		byte[] bytes();

		ByteBuffer buffer();

		char[] letters();

		int[] numbers();

		boolean[] truths();

		double[][] matrix();

		String[] texts();

		List<UUID> list();

		Set<Character> set();

		TreeSet<Integer> sorted();

		EnumMap<DayOfWeek, Duration> hours();

		Map<Integer, Integer> counts();

		Map<UUID, Set<Integer>> keys();

		Optional<Sign> optional();

		OptionalInt optionalInt();

		Order<BigDecimal> order();

		Stream<Integer> stream();

		Iterator<Integer> iterator();

		IntStream intStream();

		Person person();

		List<Person> people();

		InputStream input();

		Future<String> future();

		List<CompletableFuture<String>> futures();

		Thread thread();

		Consumer<String> consumer();

		ApplicationContext context();

		Live live();

		Tree tree();

		Set<Name> names();

		Set<String> textSet();

	}

	enum Sign {

		PLUS,

		MINUS {
			@Override
			int value() {
				return -1;
			}
		};

		int value() {
			return 1;
		}

	}

	record Order<T>(T price, List<Line> lines) {

	}

	record Line(char code, OptionalInt amount, Sign sign) {

	}

	record Live(String name, InputStream input) {

	}

	record Tree(String name, List<Tree> branches) {

	}

	record Name(String name) {

	}

	static class Node {

		private Node next;

		public Node getNext() {
			return this.next;
		}

	}

	public static class Person {

		private String name;

		private LocalDate born;

		private byte[] picture;

		private BigDecimal weight;

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

		public LocalDate getBorn() {
			return this.born;
		}

		public void setBorn(LocalDate born) {
			this.born = born;
		}

		public byte[] getPicture() {
			return this.picture;
		}

		public void setPicture(byte[] picture) {
			this.picture = picture;
		}

		public BigDecimal getWeight() {
			return this.weight;
		}

		public void setWeight(BigDecimal weight) {
			this.weight = weight;
		}

	}

}
