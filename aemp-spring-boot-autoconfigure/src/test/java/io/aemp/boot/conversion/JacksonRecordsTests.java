package io.aemp.boot.conversion;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Records whose annotations only Jackson's mapper understands. */
class JacksonRecordsTests {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final ElementConversion conversion = new TypeConversion(new ApplicationConversionService(),
			new JacksonMapping(MAPPER), 512);

	private final ElementConversion withoutMapper = new TypeConversion(new ApplicationConversionService());

	private void assertBothWays(Class<?> type, Object value, Object element) {
		assertBothWays(ResolvableType.forClass(type), value, element);
	}

	private void assertBothWays(ResolvableType type, Object value, Object element) {
		Object written = this.conversion.writer(type).write(value);
		assertThat(Values.equal(written, element)).as("%s", Values.display(written)).isTrue();
		assertThat(this.conversion.reader(type).read(element)).isEqualTo(value);
	}

	@Test
	void theMapperReadsAndWritesThem() {
		assertBothWays(Guest.class, new Guest("Ann", null), Map.of("name", "Ann"));
		assertBothWays(Day.class, new Day(LocalDate.of(2026, 11, 30)), Map.of("day", "30.11.2026"));
		assertBothWays(Cased.class, new Cased(1), Map.of("first_id", 1L));
		assertBothWays(Id.class, new Id("a"), "a");
		assertBothWays(Sparse.class, new Sparse("a", null), Map.of("a", "a"));
		assertBothWays(Numbered.class, new Numbered(1, "x"), Map.of("id", 1L, "text", "x"));
		assertThat(this.conversion.reader(ResolvableType.forClass(Numbered.class)).read(Map.of("ID", 1, "text", "x")))
			.isEqualTo(new Numbered(1, "x"));
	}

	@Test
	void theMapperKnowsBytesOfPerl() {
		assertThat(
				this.conversion.reader(ResolvableType.forClass(Guest.class)).read(Map.of("name", Values.bytes("Ann"))))
			.isEqualTo(new Guest("Ann", null));
	}

	@Test
	void insideOthers() {
		assertBothWays(Party.class, new Party(List.of(new Guest("Ann", null)), new Id("b")),
				Map.of("guests", List.of(Map.of("name", "Ann")), "id", "b"));
		assertThat(this.conversion.writer(ResolvableType.forClass(Object.class)).write(new Guest("Ann", "secret")))
			.isEqualTo(Map.of("name", "Ann"));
	}

	@Test
	void asAnotherRecordOrMapOfThisNode() {
		assertThat(this.conversion.reader(ResolvableType.forClass(Named.class)).read(new Guest("Ann", "secret")))
			.isEqualTo(new Named("Ann"));
		assertThat(this.conversion.reader(ResolvableType.forClass(Guest.class)).read(new Named("Ann")))
			.isEqualTo(new Guest("Ann", null));
		assertThat(this.conversion.reader(ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class))
			.read(new Guest("Ann", "secret"))).isEqualTo(Map.of("name", "Ann"));
	}

	@Test
	void underASealedInterfaceWithoutAnnotations() {
		assertBothWays(Visitor.class, new Hidden("Ann", null), Map.of("@type", "Hidden", "name", "Ann"));
		assertBothWays(Visitor.class, new Open("Ann"), Map.of("@type", "Open", "name", "Ann"));
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.conversion.writer(ResolvableType.forClass(Visitor.class)).write(new Scalar("a")))
			.withMessageContaining("Scalar")
			.withMessageContaining("no map");
	}

	@Test
	void underAnInterfaceThatTheMapperKnows() {
		assertBothWays(Event.class, new Opened("a", null), Map.of("kind", "opened", "by", "a"));
		assertBothWays(Event.class, new Closed(1), Map.of("kind", "closed", "at", 1L));
		assertBothWays(Shape.class, new Circle(1), Map.of("@c", ".JacksonRecordsTests$Circle", "radius", 1L));
		assertBothWays(ResolvableType.forClassWithGenerics(List.class, OpenEvent.class), List.of(new Free(1)),
				List.of(Map.of("kind", "free", "at", 1L)));
	}

	@ParameterizedTest
	@ValueSource(classes = { Guest.class, Day.class, Cased.class, Id.class, Sparse.class, Numbered.class, Party.class })
	void withoutAMapperTheStartFails(Class<?> type) {
		ResolvableType bound = ResolvableType.forClass(type);
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.withoutMapper.reader(bound))
			.satisfies((ex) -> assertThat(ex.problem()).contains("only a JsonMapper understands, @Json"))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("spring-boot-jackson"));
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.withoutMapper.writer(bound));
	}

	@Test
	void namesNeedNoMapper() {
		ResolvableType type = ResolvableType.forClass(Renamed.class);
		Object written = this.withoutMapper.writer(type).write(new Renamed(1, 2));
		assertThat(written).isEqualTo(Map.of("first", 1L, "second", 2L));
		assertThat(this.withoutMapper.reader(type).read(written)).isEqualTo(new Renamed(1, 2));
	}

	record Guest(String name, @JsonIgnore String note) {

	}

	record Day(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day) {

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Cased(int firstId) {

	}

	record Id(@JsonValue String text) {

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Sparse(String a, String b) {

	}

	record Numbered(@JsonAlias("ID") int id, String text) {

		@JsonCreator
		Numbered {
		}

	}

	record Party(List<Guest> guests, Id id) {

	}

	record Named(String name) {

	}

	sealed interface Visitor permits Hidden, Open, Scalar {

	}

	record Hidden(String name, @JsonIgnore String note) implements Visitor {

	}

	record Open(String name) implements Visitor {

	}

	record Scalar(@JsonValue String text) implements Visitor {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Opened.class, name = "opened"),
			@JsonSubTypes.Type(value = Closed.class, name = "closed") })
	sealed interface Event permits Opened, Closed {

	}

	record Opened(String by, @JsonIgnore String note) implements Event {

	}

	record Closed(int at) implements Event {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Free.class, name = "free"))
	interface OpenEvent {

	}

	record Free(int at) implements OpenEvent {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
	sealed interface Shape permits Circle {

	}

	record Circle(int radius) implements Shape {

	}

	record Renamed(@JsonProperty("first") int one, @JsonProperty("second") int two) {

		@Override
		public int two() {
			return this.two;
		}

	}

}
