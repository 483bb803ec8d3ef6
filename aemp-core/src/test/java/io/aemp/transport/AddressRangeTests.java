package io.aemp.transport;

import java.net.Inet6Address;
import java.net.InetAddress;

import io.aemp.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
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
			"2000::/3,3fff::1,true", "::1,::1,true", "::1,::2,false", "127.0.0.0/8,::ffff:127.0.0.1,true",
			"::ffff:10.0.0.7,10.0.0.7,true", "::ffff:10.0.0.7,10.0.0.8,false", "::ffff:10.0.0.0/104,10.9.9.9,true",
			"::ffff:10.0.0.0/104,11.0.0.0,false", "::ffff:0:0/96,1.2.3.4,true", "::ffff:0:0/96,::1,false" })
	void contains(String range, String address, boolean contained) throws Exception {
		assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address))).isEqualTo(contained);
	}

	@Test
	void containsIpv4AddressesThatComeAsIpv6Ones() throws Exception {
		byte[] bytes = InetAddress.getByName("::1").getAddress();
		byte[] loopback = { 127, 0, 0, 1 };
		bytes[10] = (byte) 0xff;
		bytes[11] = (byte) 0xff;
		System.arraycopy(loopback, 0, bytes, 12, loopback.length);
		InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
		assertThat(mapped).isInstanceOf(Inet6Address.class);
		assertThat(AddressRange.parse("127.0.0.0/8").contains(mapped)).isTrue();
		assertThat(AddressRange.parse("10.0.0.0/8").contains(mapped)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/",
			"10.0.0.0/8/8", "::/129", "[::1]", "::ffff:10.0.0.0/95", "10.0.0.0/x", "10.0.0.1:4040" })
	void whatIsNeitherAddressNorNetworkIsTold(String value) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> AddressRange.parse(value))
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo("admission.addresses");
				assertThat(ex.problem()).startsWith("'" + value + "'");
				assertThat(ex.remedy()).contains("10.0.0.0/8");
			});
	}

}
