package io.aemp;

import io.aemp.SeedEntry.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link SeedEntry}. */
class SeedEntryTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.1:4040, ADDRESS, 10.0.0.1, 4040, true", "[::1]:1, ADDRESS, ::1, 1, true",
			"localhost:4040, ADDRESS, localhost, 4040, true",
			"node.example.org:4040, ADDRESS, node.example.org, 4040, false", "dns:4040, ADDRESS, dns, 4040, false",
			"srv:4040, ADDRESS, srv, 4040, false", "dns:chat:4040, DNS, chat, 4040, false",
			"srv:_aemp._tcp.chat.default.svc.cluster.local, SRV, _aemp._tcp.chat.default.svc.cluster.local, 0, false" })
	void readsAddressesAndNames(String text, Kind kind, String host, int port, boolean literal) {
		SeedEntry entry = SeedEntry.parse(text);
		assertThat(entry).isEqualTo(new SeedEntry(kind, host, port)).hasToString(text);
		assertThat(entry.isLiteral()).isEqualTo(literal);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "dns:", "dns:chat", "dns:chat:0", "dns:*:4040", "srv:", "srv:chat", "srv:chat:4040",
			"srv:_aemp.chat", "srv:_aemp._tcp", "srv:_a._tcp.b/c", "srv:_a._tcp.b?c", "tcp:chat:4040" })
	void refusesOthersAndNamesThem(String text) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> SeedEntry.parse(text))
			.withMessageContaining("'seeds'")
			.withMessageContaining("for example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0:4040", "[::]:4040", "dns:0.0.0.0:4040" })
	void refusesWhatLeadsEachNodeToItself(String text) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> SeedEntry.parse(text))
			.withMessageContaining("'" + text + "' stands for every address")
			.withMessageContaining("Give the address at which the other nodes reach the seed");
	}

	@Test
	void advertisedAddressesMayHavePlaceholders() {
		assertThat(HostPort.parseAdvertised("node.example.org")).isEqualTo(new HostPort("node.example.org", 0));
		assertThat(HostPort.parseAdvertised("*:*")).isEqualTo(new HostPort("*", 0));
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> HostPort.parseAdvertised("0.0.0.0:4040"))
			.withMessageContaining("'advertise'")
			.withMessageContaining("is no address that others can dial");
	}

}
