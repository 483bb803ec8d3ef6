package io.aemp.boot.conversion;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.aemp.Values;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** How records travel, and what a sealed interface adds. */
class RecordBindingTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final ElementConversion conversion = new TypeConversion(new ApplicationConversionService(),
			new JacksonMapping(MAPPER), 512);

	private final ElementConversion withoutJackson = new TypeConversion(new ApplicationConversionService());

	private Object write(String type, Object value) {
		return this.conversion.writer(type(type)).write(value);
	}

	private Object read(String type, Object element) {
		return this.conversion.reader(type(type)).read(element);
	}

	private void assertBothWays(String type, Object value, Object element) {
		for (ElementConversion each : List.of(this.conversion, this.withoutJackson)) {
			Object written = each.writer(type(type)).write(value);
			assertThat(Values.equal(written, element)).as("%s", Values.display(written)).isTrue();
			assertThat(each.reader(type(type)).read(written)).isEqualTo(value);
			assertThat(each.reader(type(type)).read(element)).isEqualTo(value);
		}
	}

	@Test
	void theDiscriminatorOfASealedInterfaceIsTheNameOfTheRecord() {
		assertBothWays("shape", new Circle(2), Map.of("@type", "Circle", "radius", 2L));
		assertBothWays("shape", new Square(new Circle(1), "red"),
				Map.of("@type", "Square", "inside", Map.of("@type", "Circle", "radius", 1L), "color", "red"));
		assertBothWays("shapes", List.of(new Circle(2), new Dot()),
				List.of(Map.of("@type", "Circle", "radius", 2L), Map.of("@type", "Dot")));
		assertBothWays("named", Map.of("a", new Dot()), Map.of("a", Map.of("@type", "Dot")));
		assertBothWays("drawing", new Drawing(Optional.of(new Dot()), List.of(new Circle(3))), Map.of("background",
				Map.of("@type", "Dot"), "shapes", List.of(Map.of("@type", "Circle", "radius", 3L))));
		assertThat((Shape[]) read("array", write("array", new Shape[] { new Dot() }))).containsExactly(new Dot());
	}

	@Test
	void whereTheTypeIsKnownNothingIsAdded() {
		assertBothWays("circle", new Circle(2), Map.of("radius", 2L));
		assertThat(read("circle", Map.of("@type", "Circle", "radius", 2))).isEqualTo(new Circle(2));
		assertThat(write("object", new Circle(2))).isEqualTo(Map.of("radius", 2L));
	}

	@Test
	void fromPerlTheDiscriminatorIsInBytes() {
		assertThat(read("shape", Map.of("@type", Values.bytes("Circle"), "radius", Values.bytes("2"))))
			.isEqualTo(new Circle(2));
	}

	@Test
	void anObjectOfThisNodeIsTakenAsItIs() {
		Circle circle = new Circle(2);
		assertThat(read("shape", circle)).isSameAs(circle);
	}

	@Test
	void aDiscriminatorThatIsMissingOrUnknownIsTold() {
		for (ElementConversion each : List.of(this.conversion, this.withoutJackson)) {
			ElementReader reader = each.reader(type("shape"));
			assertThatIllegalArgumentException().isThrownBy(() -> reader.read(Map.of("radius", 2)))
				.withMessageContaining("'@type'")
				.withMessageContaining("Circle")
				.withMessageContaining("Square");
			assertThatIllegalArgumentException().isThrownBy(() -> reader.read(Map.of("@type", "Cube")))
				.withMessageContaining("Cube is none of [Circle, Dot, Square]");
			assertThatIllegalArgumentException().isThrownBy(() -> reader.read("text")).withMessageContaining("'@type'");
		}
	}

	@Test
	void theAnnotationsOfJacksonNameTheComponents() {
		assertBothWays("renamed", new Renamed(1, "x"), Map.of("first_id", 1L, "text", "x"));
	}

	@Test
	void theAnnotationsOfJacksonNameTheDiscriminator() {
		assertBothWays("event", new Opened(1), Map.of("kind", "open", "id", 1L));
		assertBothWays("event", new Closed("x"), Map.of("kind", "closed", "why", "x"));
		for (Event event : List.of(new Opened(1), new Closed("x"))) {
			assertThat(MAPPER.convertValue(write("event", event), Event.class)).isEqualTo(event);
			assertThat(read("event", MAPPER.convertValue(event, Map.class))).isEqualTo(event);
		}
	}

	@Test
	void theGenericsOfASealedInterfaceAreThoseOfItsRecords() {
		assertBothWays("result", new Ok<>(new Circle(1)),
				Map.of("@type", "Ok", "value", Map.of("@type", "Circle", "radius", 1L)));
		assertBothWays("result", new Failed<>("no"), Map.of("@type", "Failed", "why", "no"));
	}

	@Test
	void twoRecordsOfTheSameNameStopTheStart() {
		assertThatExceptionOfType(UnsupportedTypeException.class)
			.isThrownBy(() -> this.conversion.reader(type("twice")))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("'Same'");
				assertThat(ex.remedy()).contains("@JsonTypeName");
			});
	}

	@Test
	void whatIsLiveInAPermittedRecordStopsTheStart() {
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.conversion.reader(type("live")))
			.withMessageContaining("InputStream");
	}

	@Test
	void aSealedInterfaceWithOtherClassesIsForTheMapper() {
		assertThat(Alternatives.of(ResolvableType.forClass(Mixed.class))).isNull();
		assertThat(Alternatives.of(ResolvableType.forClass(ByClass.class))).isNull();
	}

	@Test
	void aMapOfARecordIsLikeThoseFromOtherNodes() {
		Map<?, ?> map = (Map<?, ?>) write("line", new Line("a", Optional.empty()));
		Map<String, Object> expected = new LinkedHashMap<>();
		expected.put("code", "a");
		expected.put("note", null);
		assertThat(map).isEqualTo(expected).hasSize(2).hasToString(expected.toString());
		assertThat(map.hashCode()).isEqualTo(expected.hashCode());
		assertThat(map.containsKey("note")).isTrue();
		assertThat(map.containsKey("other")).isFalse();
		assertThat(map.get("other")).isNull();
		assertThat(map.get(null)).isNull();
		List<Object> visited = new ArrayList<>();
		map.forEach((key, value) -> visited.add(key));
		assertThat(visited).containsExactly("code", "note");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.remove("code"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> map.entrySet().iterator().next().setValue(null));
	}

	@Test
	void anObjectInAGenericRecordIsOfItsType() {
		Pojo pojo = new Pojo();
		pojo.setName("Ann");
		Ok<?> read = (Ok<?>) read("pojo", write("pojo", new Ok<>(pojo)));
		assertThat(read.value()).isInstanceOf(Pojo.class).hasFieldOrPropertyWithValue("name", "Ann");
	}

	@Test
	void aTypeThatContainsItselfIsReadToAnyDepth() {
		Pair<String> pair = new Pair<>("a", new Pair<>("b", new Pair<>("c", null)));
		assertThat(read("pair", write("pair", pair))).isEqualTo(pair);
	}

	@Test
	void aReaderIsMadeOnceForATypeWhereverItIs() {
		Readers readers = new Readers(new ObjectConverter(new ApplicationConversionService(), null),
				new RecordShapes());
		assertThat(readers.of(type("shapes")))
			.isSameAs(readers.of(ResolvableType.forClassWithGenerics(List.class, Shape.class)))
			.isNotSameAs(readers.of(type("array")));
	}

	@Test
	void whatTheConstructorRefusesIsTold() {
		assertThatExceptionOfType(BeanInstantiationException.class)
			.isThrownBy(() -> read("lines", List.of(Map.of("code", "a"))))
			.withMessageContaining("Constructor threw exception")
			.havingCause()
			.withMessage("no line");
	}

	private static ResolvableType type(String name) {
		return ResolvableType.forMethodReturnType(ClassUtils.getMethod(Types.class, name));
	}

	interface Types {

		Shape shape();

		List<Shape> shapes();

		Shape[] array();

		Map<String, Shape> named();

		Drawing drawing();

		Circle circle();

		Object object();

		Event event();

		Renamed renamed();

		Result<Shape> result();

		Twice twice();

		Live live();

		Line line();

		List<Holder> lines();

		Ok<Pojo> pojo();

		Pair<String> pair();

	}

	sealed interface Shape permits Round, Square {

	}

	sealed interface Round extends Shape permits Circle, Dot {

	}

	record Circle(int radius) implements Round {

	}

	record Dot() implements Round {

	}

	record Square(Shape inside, String color) implements Shape {

	}

	record Drawing(Optional<Shape> background, List<Shape> shapes) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Opened.class, name = "open"), @JsonSubTypes.Type(Closed.class) })
	sealed interface Event permits Opened, Closed {

	}

	record Renamed(@JsonProperty("first_id") int firstId, @JsonProperty String text) {

	}

	record Opened(int id) implements Event {

	}

	@JsonTypeName("closed")
	record Closed(String why) implements Event {

	}

	sealed interface Result<T> permits Ok, Failed {

	}

	record Ok<V>(V value) implements Result<V> {

	}

	record Failed<V>(String why) implements Result<V> {

	}

	sealed interface Twice permits First.Same, Second.Same {

	}

	static class First {

		record Same() implements Twice {

		}

	}

	static class Second {

		record Same() implements Twice {

		}

	}

	sealed interface Live permits Source {

	}

	record Source(InputStream input) implements Live {

	}

	sealed interface Mixed permits OfMixed, Other {

	}

	record OfMixed() implements Mixed {

	}

	static final class Other implements Mixed {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	sealed interface ByClass permits OfClass {

	}

	record OfClass() implements ByClass {

	}

	record Line(String code, Optional<String> note) {

	}

	record Holder(Line line) {

		Holder {
			if (line == null) {
				throw new IllegalStateException("no line");
			}
		}

	}

	record Pair<T>(T value, Pair<T> next) {

	}

	static class Pojo {

		private String name = "";

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

}
