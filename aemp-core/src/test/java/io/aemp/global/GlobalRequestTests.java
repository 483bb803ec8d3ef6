package io.aemp.global;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.aemp.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GlobalRequestTests {

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static GlobalRequest parse(String function, Object... arguments) {
		return GlobalRequest.parse(function, Message.of(arguments));
	}

	@Test
	void namesAreTextHoweverTheyTravelled() {
		assertThat(parse("g_find", bytes("\u00e4"))).isEqualTo(new GlobalRequest.Find("\u00e4"));
		assertThat(parse("g_mon1", 5L)).isEqualTo(new GlobalRequest.Monitor("5"));
		assertThat(parse("g_upd", bytes("f"), Map.of("k", 1L), List.of(bytes("a"), "b", 7L)))
			.isEqualTo(new GlobalRequest.Changed(new FamilyUpdate("f", Map.of("k", 1L), List.of("a", "b", "7"))));
		assertThat(parse("g_found", bytes("n"), List.of(bytes("127.0.0.1:1"))))
			.isEqualTo(new GlobalRequest.Found("n", List.of("127.0.0.1:1")));
	}

	@Test
	void emptyCollectionsMayComeAsNullOrBeMissing() {
		FamilyUpdate empty = new FamilyUpdate("f", Map.of(), List.of());
		assertThat(parse("g_upd", "f")).isEqualTo(new GlobalRequest.Changed(empty));
		assertThat(parse("g_chg2", "f", null, null)).isEqualTo(new GlobalRequest.FamilyChanged(empty));
		assertThat(parse("g_chg1", "f")).isEqualTo(new GlobalRequest.FamilyContents("f", FamilyEntries.EMPTY));
		assertThat(parse("g_set", Collections.singletonMap("f", null)))
			.isEqualTo(new GlobalRequest.Database(Map.of("f", FamilyEntries.EMPTY)));
		assertThat(parse("g_slave")).isEqualTo(new GlobalRequest.Slave(null));
		assertThat(parse("g_slave", Arrays.asList((Object) null).toArray()))
			.isEqualTo(new GlobalRequest.Slave(Map.of()));
	}

	static Stream<List<Object>> nonsense() {
		return Stream.of(List.of("g_find"), Arrays.asList("g_find", null), List.of("g_find", List.of()),
				List.of("g_find", true), List.of("g_slave", "text"), List.of("g_slave", Map.of("f", 5L)),
				List.of("g_set"), List.of("g_set", List.of()), List.of("g_upd"), List.of("g_upd", Map.of()),
				List.of("g_upd", "f", 5L), List.of("g_upd", "f", Map.of(), Map.of()),
				List.of("g_upd", "f", Map.of(), List.of(List.of())), List.of("g_db_family", "f"),
				List.of("g_db_keys", Map.of(), "id"), List.of("g_reply"), List.of("g_mon0"),
				List.of("g_chg1", "f", "text"), List.of("g_chg2", List.of(), Map.of()), List.of("g_other"));
	}

	@ParameterizedTest
	@MethodSource("nonsense")
	void refusesNonsense(List<Object> packet) {
		Object[] arguments = packet.subList(1, packet.size()).toArray();
		assertThatIllegalArgumentException().isThrownBy(() -> parse((String) packet.get(0), arguments))
			.withMessageStartingWith(packet.get(0) + " makes no sense: ");
	}

}
