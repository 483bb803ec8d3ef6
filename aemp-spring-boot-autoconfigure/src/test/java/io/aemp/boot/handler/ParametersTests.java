package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.annotation.SourceNode;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.runtime.Nodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link Parameters}. */
class ParametersTests {

	private static final Node NODE = Nodes.local();

	private static final Port PORT = NODE.open((message) -> {
	});

	@AfterAll
	static void close() {
		NODE.close();
	}

	@Test
	void bindsScalarsHoweverTheyTravelled() throws Exception {
		Message plain = Message.of("text", 1L, 2L, 3.5, true, "7");
		Message odd = Message.of(bytes("text"), "1", bytes("2"), "3.5", 1L, 7L);
		for (Message message : List.of(plain, odd)) {
			assertThat(bind("scalars", message)).containsExactly("text", 1, 2L, 3.5, true, BigInteger.valueOf(7));
		}
	}

	@Test
	void bytesAreLatin1WhereTextIsAskedFor() throws Exception {
		assertThat(bind("text", Message.of((Object) new byte[] { (byte) 0xe9 }))).containsExactly("\u00e9");
		assertThat(bind("bytes", Message.of("\u00e9"))).containsExactly(new Object[] { new byte[] { (byte) 0xe9 } });
	}

	@Test
	void bindsRecordsOfMapsListsAndRecords() throws Exception {
		Object expected = new Point(1, 2, Optional.of("a"), List.of(Color.RED));
		List<Object> sources = List.of(
				Map.of("x", 1L, "y", "2", "label", bytes("a"), "colors", List.of("red"), "more", 3L),
				List.of(1L, 2L, "a", List.of("RED")), expected, new OtherPoint(1, "2", "a", List.of(bytes("red"))));
		for (Object source : sources) {
			assertThat(bind("point", Message.of(source))).containsExactly(expected);
		}
		assertThat(bind("point", Message.of(Map.of("x", 1, "y", 2))))
			.containsExactly(new Point(1, 2, Optional.empty(), null));
	}

	@Test
	void typeVariablesAreWhatTheClassOfTheBeanSays() throws Exception {
		Map<String, Object> point = Map.of("x", 1, "y", 2);
		Point expected = new Point(1, 2, Optional.empty(), null);
		Message message = Message.of(point, List.of(point), Map.of("k", point));
		Method method = Stores.class.getDeclaredMethods()[0];
		List<Parameter> parameters = new ParameterParser(
				new TypeConversion(ApplicationConversionService.getSharedInstance()), List.of())
			.parse(method, PointStore.class);
		assertThat(new Parameters(BeanMethod.name(method), parameters, NODE, true).bind(request(message)))
			.containsExactly(expected, List.of(expected), Map.of("k", expected));
	}

	@Test
	void bindsCollectionsMapsAndArrays() throws Exception {
		assertThat(bind("collections",
				Message.of(List.of("1", 2L), List.of(bytes("a"), "b"), Map.of("k", bytes("3")), List.of(1L, 2L),
						Map.of("any", 1L))))
			.containsExactly(List.of(1, 2), Set.of("a", "b"), Map.of("k", BigDecimal.valueOf(3)), new int[] { 1, 2 },
					Map.of("any", 1L));
	}

	@Test
	void bindsTypesThatTheConversionServiceKnows() throws Exception {
		UUID uuid = new UUID(1, 2);
		assertThat(bind("uuid", Message.of((Object) bytes(uuid.toString())))).containsExactly(uuid);
		assertThat(bind("unit", Message.of("seconds"))).containsExactly(TimeUnit.SECONDS);
	}

	@Test
	void aLocalObjectIsBoundAsItIs() throws Exception {
		Object local = new Object();
		Stream<?> stream = Stream.of();
		assertThat(bind("local", Message.of(local, stream))).containsExactly(local, stream);
	}

	@Test
	void bindsTheRest() throws Exception {
		assertThat(bind("varargs", Message.of("a", "1", 2L))).containsExactly("a", new int[] { 1, 2 });
		assertThat(bind("varargs", Message.of("a"))).containsExactly("a", new int[0]);
		assertThat(bind("rest", Message.of("a", 1, 2))).containsExactly("a", Message.of(1, 2));
		assertThat(bind("rest", Message.of("a"))).containsExactly("a", Message.of());
	}

	@Test
	void aListAsOnlyParameterIsTheWholeMessage() throws Exception {
		assertThat(bind("whole", Message.of("1", 2L))).containsExactly(List.of(1, 2));
		assertThat(bind("wholeWithPort", Message.of("a", 2L))).containsExactly(PORT, List.of("a", 2L));
		assertThat(bind("whole", Message.of())).containsExactly(List.of());
		assertThat(bind("whole", Message.of(7L))).containsExactly(List.of(7));
	}

	@Test
	void aListAsOnlyParameterIsTheListThatWasSent() throws Exception {
		assertThat(bind("whole", Message.of(List.of("1", 2L)))).containsExactly(List.of(1, 2));
		assertThat(bind("wholeWithPort", Message.of(List.of()))).containsExactly(PORT, List.of());
		assertThat(bind("wholeWithPort", Message.of(List.of("a"), "b"))).containsExactly(PORT,
				List.of(List.of("a"), "b"));
	}

	@Test
	void portAndNodeTakeNoElement() throws Exception {
		assertThat(bind("ports", Message.of("a", "b"))).containsExactly(NODE, "a", PORT, "b");
	}

	@Test
	void sourceNodeTakesNoElement() throws Exception {
		assertThat(bind("source", Message.of("a"))).containsExactly("a", "peer");
		assertThat(bind("wholeWithSource", Message.of("a", "b"))).containsExactly("peer", List.of("a", "b"));
		assertThatExceptionOfType(InvalidAnnotationException.class).isThrownBy(() -> parameters("noSource", true))
			.withMessageContainingAll("Methods.noSource", "@SourceNode");
	}

	@Test
	void optionalElementsMayBeMissing() throws Exception {
		assertThat(bind("optionalInt", Message.of("a"))).containsExactly("a", OptionalInt.empty());
		assertThat(bind("optionalInt", Message.of("a", "2"))).containsExactly("a", OptionalInt.of(2));
		assertThat(bind("optional", Message.of("a"))).containsExactly("a", Optional.empty());
		assertThat(bind("optional", Message.of("a", "2"))).containsExactly("a", Optional.of(2));
		assertThat(bind("optional", Message.of("a", null))).containsExactly("a", Optional.empty());
	}

	@Test
	void surplusElementsAreIgnoredUnlessItIsStrict() throws Exception {
		assertThat(parameters("text", false).bind(request(Message.of("a", "b")))).containsExactly("a");
		assertFails("text", Message.of("a", "b"), "takes 1 elements, the message has 2");
	}

	@Test
	void nullableElementsMayBeMissingUnlessItIsStrict() throws Exception {
		assertThat(parameters("nullable", false).bind(request(Message.of("a")))).containsExactly("a", null);
		assertFails("nullable", Message.of("a"), "needs an element 1");
	}

	@Test
	void whatAnErrorTellsHasNoContents() throws Exception {
		assertThatExceptionOfType(MessageBindingException.class)
			.isThrownBy(() -> bind("big", Message.of("my password")))
			.satisfies((ex) -> {
				assertThat(ex).hasMessageNotContaining("password").hasNoCause();
				assertThat(ex.details()).contains("my password");
			});
	}

	@Test
	void saysWhatDoesNotFit() throws Exception {
		assertFails("scalars", Message.of("text", "one"), "Element 1 does not fit parameter 1 (int)", "Methods.scalars",
				"one");
		assertFails("scalars", Message.of("text", 5_000_000_000L), "Element 1 does not fit parameter 1");
		assertFails("scalars", Message.of("text", null), "null is no int");
		assertFails("scalars", Message.of("text", 1), "needs an element 2");
		assertFails("text", Message.of((Object) List.of()), "Element 0 does not fit parameter 0 (java.lang.String)");
		assertFails("point", Message.of("text"), "neither map nor list");
		assertFails("point", Message.of(Map.of("x", "one")), "Component 'x'");
		assertFails("uuid", Message.of("no uuid"), "Element 0 does not fit parameter 0");
		assertFails("bytes", Message.of("\u20ac"), "not bytes");
	}

	@Test
	void textThatNamesATruthValueIsNoBoolean() throws Exception {
		for (String text : List.of("false", "true", "no")) {
			assertFails("truth", Message.of(text), "Element 0 does not fit parameter 0 (boolean)", "not a boolean");
			assertFails("truth", Message.of((Object) bytes(text)), "not a boolean");
		}
		assertFails("truth", Message.of(2), "not a boolean");
		assertThat(bind("truth", Message.of(""))).containsExactly(false);
		assertThat(bind("truth", Message.of("0"))).containsExactly(false);
		assertThat(bind("truth", Message.of((Object) bytes("1")))).containsExactly(true);
	}

	@Test
	void integerThatWouldTakeLongIsRefused() throws Exception {
		assertFails("big", Message.of("1e999999999"), "not an integer");
		assertFails("big", Message.of("9".repeat(100_000)), "not an integer");
	}

	@Test
	void neverThrowsAnythingElse() throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Method[] methods = Stream.of(Methods.class.getDeclaredMethods())
			.filter((method) -> !method.getName().toLowerCase(Locale.ROOT).contains("source"))
			.toArray(Method[]::new);
		for (int i = 0; i < 20_000; i++) {
			Method method = methods[random.nextInt(methods.length)];
			Message message = Message.of(Stream.generate(() -> value(random, 3)).limit(random.nextInt(7)).toArray());
			try {
				parameters(method.getName(), random.nextBoolean()).bind(request(message));
			}
			catch (MessageBindingException ex) {
				assertThat(ex.getMessage()).as("seed %d", seed).contains("Methods." + method.getName());
			}
			catch (Exception ex) {
				throw new AssertionError("seed " + seed + ", " + method + ", " + message, ex);
			}
		}
	}

	private static Object value(Random random, int depth) {
		return switch (random.nextInt((depth > 0) ? 9 : 7)) {
			case 0 -> null;
			case 1 -> random.nextLong();
			case 2 -> random.nextDouble();
			case 3 -> random.nextBoolean();
			case 4 -> bytes(Integer.toString(random.nextInt(20)));
			case 5 -> "node#" + random.nextInt(9);
			case 6 -> "";
			case 7 -> new ArrayList<>(Arrays.asList(value(random, depth - 1), value(random, depth - 1)));
			default -> Collections.singletonMap("x", value(random, depth - 1));
		};
	}

	private static void assertFails(String method, Message message, String... texts) {
		assertThatExceptionOfType(MessageBindingException.class).isThrownBy(() -> bind(method, message))
			.satisfies((ex) -> assertThat(ex.getMessage() + ": " + ex.details()).contains(texts));
	}

	private static Object[] bind(String method, Message message) throws Exception {
		return parameters(method, true).bind(request(message));
	}

	private static Request request(Message message) {
		return new Request(PORT, Methods.class, null, message, "peer", Request.NO_REPLY, false);
	}

	private static Parameters parameters(String name, boolean strict) {
		Method method = Stream.of(Methods.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		List<Parameter> parameters = new ParameterParser(
				new TypeConversion(ApplicationConversionService.getSharedInstance()), List.of())
			.parse(method, Methods.class);
		return new Parameters(BeanMethod.name(method), parameters, NODE, strict);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	interface Stores<T> {

		void store(T one, List<T> list, Map<String, T> map);

	}

	interface PointStore extends Stores<Point> {

	}

	interface Methods {

		void scalars(String text, int number, long longNumber, double floating, boolean truth, BigInteger big);

		void text(String text);

		void truth(boolean truth);

		void big(BigInteger big);

		void bytes(byte[] bytes);

		void point(Point point);

		void collections(List<Integer> list, Set<String> set, Map<String, BigDecimal> map, int[] array,
				Map<String, Object> any);

		void uuid(UUID uuid);

		void unit(TimeUnit unit);

		void local(Object object, Stream<?> stream);

		void varargs(String text, int... numbers);

		void rest(String text, Message rest);

		void whole(List<Integer> all);

		void wholeWithPort(Port self, List<Object> all);

		void ports(Node node, String text, Port self, String more);

		void optional(String text, Optional<Integer> number);

		void optionalInt(String text, OptionalInt number);

		void nullable(String text, @Nullable String more);

		void source(String text, @SourceNode String node);

		void wholeWithSource(@SourceNode String node, List<Object> all);

		void noSource(@SourceNode int node);

	}

	enum Color {

		RED

	}

	record Point(int x, int y, Optional<String> label, List<Color> colors) {

	}

	record OtherPoint(long x, String y, String label, List<Object> colors) {

	}

}
