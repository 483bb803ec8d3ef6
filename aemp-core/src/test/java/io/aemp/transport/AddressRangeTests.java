package io.aemp.transport;

import java.net.InetAddress;

import io.aemp.InvalidConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AddressRangeTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.7,10.0.0.7,true", "10.0.0.7,10.0.0.8,false", "10.0.0.0/8,10.255.1.2,true",
			"10.0.0.0/8,11.0.0.0,false", "10.1.2.3/8,10.9.9.9,true", "10.0.0.0/31,10.0.0.1,true",
			"10.0.0.0/31,10.0.0.2,false", "172.16.0.0/12,172.31.255.255,true", "172.16.0.0/12,172.32.0.0,false",
			"0.0.0.0/0,1.2.3.4,true", "0.0.0.0/0,::1,false", "::/0,::1,true", "::/0,1.2.3.4,false",
			"2001:db8::/32,2001:db8:ffff::1,true", "2001:db8::/32,2001:db9::1,false", "2000::/3,fe80::1,false",
			"2000::/3,3fff::1,true", "::1,::1,true", "::1,::2,false", "127.0.0.0/8,::ffff:127.0.0.1,true" })
	void contains(String range, String address, boolean contained) throws Exception {
		assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address))).isEqualTo(contained);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/",
			"10.0.0.0/8/8", "::/129", "[::1]", "10.0.0.0/x", "10.0.0.1:4040" })
	void whatIsNeitherAddressNorNetworkIsTold(String value) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> AddressRange.parse(value))
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo("admission.addresses");
				assertThat(ex.problem()).startsWith("'" + value + "'");
				assertThat(ex.remedy()).contains("10.0.0.0/8");
			});
	}

}
