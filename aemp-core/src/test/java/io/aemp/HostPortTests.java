package io.aemp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HostPortTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1:4040, 127.0.0.1, 4040", "db-1.example:1, db-1.example, 1", "[::1]:65535, ::1, 65535",
			"[fe80::1%eth0]:4040, fe80::1%eth0, 4040", "under_score:04040, under_score, 4040" })
	void readsAddresses(String text, String host, int port) {
		assertThat(HostPort.parse("seeds", text)).isEqualTo(new HostPort(host, port));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1:4040", "[::1]:4040", "name:1" })
	void showsWhatItReads(String text) {
		assertThat(HostPort.parse("seeds", text)).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource({ "*:*, *, 0", "*, *, 0", "*:4040, *, 4040", "127.0.0.1, 127.0.0.1, 0", "[::]:*, ::, 0", "[::1], ::1, 0",
			"name:0, name, 0" })
	void readsBinds(String text, String host, int port) {
		assertThat(HostPort.parseBind(text)).isEqualTo(new HostPort(host, port));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "name", "name:", "name:0", "name:*", "*:4040", "name:65536", "::1:4040", "[::1]",
			"na me:1", "a#b:1", "name:1x", "name:123456" })
	void refusesWhatCannotBeConnectedTo(String text) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> HostPort.parse("seeds", text))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("seeds"))
			.satisfies((ex) -> assertThat(ex.problem()).contains("'" + text + "'"))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("host:port"));
	}

	@Test
	void refusesABindThatIsOnlyAPort() {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> HostPort.parseBind("4040"))
			.withMessageContaining("'4040' names a port and no host")
			.withMessageContaining("*:4040");
	}

	@Test
	void bindsHaveTheirOwnRemedy() {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> HostPort.parseBind("::1"))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("binds"))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("[IPv6 address]:port"));
	}

}
