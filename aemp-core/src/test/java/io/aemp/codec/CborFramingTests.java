package io.aemp.codec;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import io.aemp.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CborFramingTests {

	private final Framing framing = new CborFraming();

	@Test
	void writesNamesAsBytesAndOtherTextAsText() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("é", 1);
		map.put("☺", 2);
		assertThat(written("é", "ü", map)).isEqualTo("83" + "41e9" + "62c3bc" + "a2" + "41e901" + "63e298ba02");
		assertThat(written("", "ü", "ü")).isEqualTo("83" + "40" + "41fc" + "62c3bc");
		assertThat(written("☺", "☺")).isEqualTo("82" + "63e298ba" + "63e298ba");
		assertThat(written("", "☺")).isEqualTo("82" + "40" + "63e298ba");
	}

	@ParameterizedTest
	@CsvSource({ "0,00", "23,17", "24,1818", "255,18ff", "256,190100", "65535,19ffff", "65536,1a00010000",
			"4294967295,1affffffff", "4294967296,1b0000000100000000", "-1,20", "-24,37", "-25,3818",
			"9223372036854775807,1b7fffffffffffffff", "-9223372036854775808,3b7fffffffffffffff",
			"9223372036854775808,1b8000000000000000", "18446744073709551615,1bffffffffffffffff",
			"18446744073709551616,c249010000000000000000", "-18446744073709551616,3bffffffffffffffff",
			"-18446744073709551617,c349010000000000000000", "4722366482869645213695,c249ffffffffffffffffff" })
	void writesIntegersInTheShortestForm(BigInteger number, String expected) throws Exception {
		assertThat(written("", number)).isEqualTo("8240" + expected);
		if (number.bitLength() < Long.SIZE) {
			assertThat(written("", number.longValue())).isEqualTo("8240" + expected);
		}
		assertThat(read("8240" + expected)).isEqualTo("[\"\"," + number + "]");
	}

	@ParameterizedTest
	@CsvSource({ "1.5,fa3fc00000", "0.1,fb3fb999999999999a", "1,fa3f800000", "-0.0,fa80000000", "Infinity,fa7f800000",
			"-Infinity,faff800000", "NaN,fb7ff8000000000000" })
	void writesFloatsAsSinglesWhereExact(double number, String expected) throws Exception {
		assertThat(written("", number)).isEqualTo("8240" + expected);
		assertThat(Packets.one(this.framing, Packets.hex("8240" + expected)).message()).isEqualTo(Message.of(number));
	}

	@Test
	void writesWhatElseMayBeSent() {
		assertThat(written("", true, false, null, 1.5f, (short) 7, (byte) -1, new StringBuilder("x")))
			.isEqualTo("8840" + "f5f4f6" + "fa3fc00000" + "0720" + "6178");
		assertThat(written("", new Object[] { "a", 1 }, new byte[] { 1, 2 }, Arrays.asList("b", null)))
			.isEqualTo("8440" + "82616101" + "420102" + "826162f6");
	}

	@Test
	void replacesLoneSurrogatesWhereNobodyCanBeTold() {
		Message message = Message.of(1, "a\uD83Db", "\uDE00", "\uD83D\uDE00");
		assertThat(this.framing.encodeLenient("", message, Packets.LIMITS))
			.isEqualTo(Packets.hex("8540" + "01" + "6561efbfbd62" + "63efbfbd" + "64f09f9880"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// no port name
			"80 | ['']", "8140 | ['']", "81f6 | ['']", "8160 | ['']", "82f601 | ['',1]", "9fff | ['']", "81f7 | ['']",
			// names of other types
			"820501 | ['5',1]", "812a | ['-11']", "81c249010000000000000000 | ['18446744073709551616']",
			"8141e9 | ['\\u00e9']", "8162c3a9 | ['\\u00e9']", "815f4161ff | ['a']", "817f6161ff | ['a']",
			// names that make no sense: nobody understands the request
			"83f501 02 | ['',true,1,2]", "82 8140 01 | ['',[b''],1]", "81a0 | ['',{}]",
			"81fa3fc00000 | ['',d3ff8000000000000]",
			// lists, maps and strings until a break
			"9f40 01 ff | ['',1]", "8240 9f0102ff | ['',[1,2]]", "8240 bf6161 01 4162 02 ff | ['',{'a':1,'b':2}]",
			"8240 5f42010243030405ff | ['',b'\\u0001\\u0002\\u0003\\u0004\\u0005']",
			"8240 7f61c361a9ff | ['','\\u00e9']", "8240 5fff | ['',b'']", "8240 9f9f9fffffff | ['',[[[]]]]",
			// halves, other simple values
			"8440 f93e00 f90001 f97c00 | ['',d3ff8000000000000,d3e70000000000000,d7ff0000000000000]",
			"8340 f97e00 f98000 | ['',nan,d8000000000000000]", "8440 f7 e0 f8ff | ['',null,null,null]",
			// tags
			"d9d9f7 8240 01 | ['',1]",
			"8240 c074323031332d30332d32315432303a30343a30305a | ['','2013-03-21T20:04:00Z']",
			"8240 c11a514b67b0 | ['',1363896240]", "8240 d9565201 | ['',1]", "8240 c0c0c0c1d901f401 | ['',1]",
			"8240 c48221196ab3 | ['',[-2,27315]]", "8240 c2420100 | ['',256]", "8240 c340 | ['',-1]",
			"8240 c24a00000000000000000001 | ['',1]", "8240 c25f41014100ff | ['',256]", "8240 c26161 | ['','a']",
			// keys
			"8240 a10502 | ['',{'5':2}]", "8240 a1f602 | ['',{'':2}]", "8240 a1f502 | ['',{'1':2}]",
			"8240 a182010202 | ['',{'[1, 2]':2}]", "8240 a2416101616102 | ['',{'a':2}]",
			"8240 a141e901 | ['',{'\\u00e9':1}]",
			// invalid UTF-8 in text
			"8240 62c328 | ['','\\ufffd(']", "8240 63eda080 | ['','\\ufffd']" })
	void reads(String bytes, String expected) throws Exception {
		assertThat(read(bytes)).isEqualTo(expected.replace('\'', '"'));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// the example of the specification of string references
			"d90100 8440 43616161 d81900 d81900 | ['',b'aaa',b'aaa',b'aaa']",
			"8340 d90100 82 63626262 d81900 d90100 82 63636363 d81900 | ['',['bbb','bbb'],['ccc','ccc']]",
			"d90100 8540 426161 63636363 d81900 d81900 | ['',b'aa','ccc','ccc','ccc']",
			// names and keys are numbered too, and can be references
			"d90100 82 43616161 d81900 | ['aaa',b'aaa']",
			"d90100 83 40 a143616161 01 a1d81900 02 | ['',{'aaa':1},{'aaa':2}]",
			"8340 d90100 82 43616161 d90100 82 43626262 d81900 d81a00 | ['',[b'aaa',[b'bbb',b'bbb']],0]",
			// shared values
			"8340 d81c 8101 d81d00 | ['',[1],[1]]", "8340 d81cf6 d81d00 | ['',null,null]",
			"8440 d81c 81 d81c 05 d81d00 d81d01 | ['',[5],[5],5]", "8340 d81c d81c 05 d81d01 | ['',5,5]" })
	void followsReferences(String bytes, String expected) throws Exception {
		assertThat(read(bytes)).isEqualTo(expected.replace('\'', '"'));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			// no arrays
			"01", "40", "6161", "a0", "f6", "bf", "ff", "c101", "d9d9f701",
			// invalid heads
			"811c", "815d", "81fc", "81fe", "811f", "813f", "81df", "9c", "81f81f", "81ff", "9f40a0ffff01",
			// wrong parts, breaks in wrong places
			"8240 5f6161ff", "8240 7f4161ff", "8240 5f5f4161ffff", "8240 bf01ff", "8240 c1ff", "8240 82 01ff",
			// references to nothing and to what is not complete
			"8240 d81900", "d90100 8240 d81900", "8240 d81d00", "8240 d81d20", "8240 d81d4100", "8240 d81c81d81d00",
			"d81c 8240 d81d00", "8240 d81ca141 61d81d00",
			// what cannot be there
			"9b7fffffffffffffff", "9bffffffffffffffff", "8240 5b7fffffffffffffff", "8240 5a7fffffff",
			"8240 bb7fffffffffffffff", "8240 ba7fffffff", "8240 1c" })
	void refusesWhatIsNoPacket(String bytes) {
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(bytes));
		assertThatExceptionOfType(DecodingException.class)
			.isThrownBy(() -> Packets.decode(this.framing.decoder(Packets.LIMITS), Packets.hex(bytes), 1));
	}

	@Test
	void limitsIntegers() throws Exception {
		BigInteger longest = BigInteger.ONE.shiftLeft(8192).subtract(BigInteger.ONE);
		byte[] bytes = this.framing.encode("", Message.of(longest), Packets.LIMITS);
		assertThat(Packets.one(this.framing, bytes).message()).isEqualTo(Message.of(longest));
		String tooLong = "8240c2590401" + "01" + "00".repeat(1024);
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(tooLong))
			.withMessageContaining("8192 bits");
		String muchTooLong = "8240c2590801" + "01" + "00".repeat(2048);
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(muchTooLong))
			.withMessageContaining("8192 bits");
	}

	@Test
	void countsReferencesAsIfWrittenOut() {
		// each list holds the one before twice
		StringBuilder bomb = new StringBuilder("98204" + "0" + "d81c820000");
		for (int i = 0; i < 30; i++) {
			bomb.append(String.format("d81c82d81d18%02xd81d18%02x", i, i));
		}
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(bomb.toString()))
			.withMessageContaining("larger");
		String strings = "d90100" + "83405a00010000" + "61".repeat(1 << 16) + "98ff" + "d81900".repeat(255);
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(strings))
			.withMessageContaining("larger");
	}

	@Test
	void countsTheLevelsOfSharedValues() throws Exception {
		// each list holds the one before
		StringBuilder tower = new StringBuilder("98464" + "0" + "d81c80");
		for (int i = 0; i < 68; i++) {
			tower.append(String.format("d81c81d81d18%02x", i));
		}
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(tower.toString()))
			.withMessageContaining("deeper");
	}

	@Test
	void limitsTagsWithinTags() {
		String tags = "8240" + "d81c".repeat(100_000) + "01";
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> read(tags)).withMessageContaining("deeper");
	}

	@Test
	void readsAnyNumberOfTagsWithoutMeaning() throws Exception {
		assertThat(read("8240" + "c1".repeat(500_000) + "01")).isEqualTo("[\"\",1]");
	}

	@Test
	void decodedListsAndMapsCannotBeChanged() throws Exception {
		Message message = Packets.one(this.framing, Packets.hex("8340 8101 a1416101")).message();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> message.list(0).set(0, 2));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> message.map(1).put("b", 2));
	}

	@Test
	void writesBigIntegersAtTheDeepestLevel() throws Exception {
		PacketLimits limits = new PacketLimits(100, 2);
		Message message = Message.of("tag", List.of(BigInteger.ONE.shiftLeft(64)));
		List<Packets.Packet> packets = Packets.decode(this.framing.decoder(limits),
				this.framing.encode("p", message, limits), 100);
		assertThat(packets).singleElement().hasToString("[\"p\",\"tag\",[18446744073709551616]]");
	}

	private String written(String port, Object... elements) {
		return Packets.hex(this.framing.encode(port, Message.of(elements), Packets.LIMITS));
	}

	private String read(String bytes) throws DecodingException {
		return Packets.one(this.framing, Packets.hex(bytes)).toString();
	}

}
