package io.aemp.codec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Message;
import io.aemp.UnsendableValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonFramingTests {

	private final Framing framing = new JsonFraming();

	@Test
	void writesWhatMayBeSent() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("ä", 1);
		map.put("b", null);
		assertThat(written("é", "☺\uD83D\uDE00", true, false, null, map, List.of(), Map.of(), new Object[] { 1, "x" }))
			.isEqualTo("[\"é\",\"☺\uD83D\uDE00\",true,false,null,{\"ä\":1,\"b\":null},[],{},[1,\"x\"]]");
		assertThat(written("", 0, 9, 10, -10, (short) 99, (byte) -100, Long.MAX_VALUE, Long.MIN_VALUE,
				999_999_999_999_999_999L, 1_000_000_000_000_000_000L, BigInteger.TEN.pow(30)))
			.isEqualTo("[\"\",0,9,10,-10,99,-100,9223372036854775807,-9223372036854775808,999999999999999999,"
					+ "1000000000000000000,1000000000000000000000000000000]");
		assertThat(written("", 1.5, 1e10, 0.1f, -0.0)).isEqualTo("[\"\",1.5,1.0E10,0.10000000149011612,-0.0]");
	}

	@Test
	void writesBytesAsOneCharacterEach() throws Exception {
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) i;
		}
		assertThat(written("", all)).startsWith("[\"\",\"\\u0000\\u0001").endsWith("þÿ\"]");
		assertThat(Packets.one(this.framing, bytes(written("", all))).message().bytes(0)).isEqualTo(all);
	}

	@Test
	void escapes() {
		assertThat(written("", 1, "\"\\/\b\f\n\r\t\u0000\u001f\u007f"))
			.isEqualTo("[\"\",1,\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\"]");
		assertThat(written("", 1, "\n".repeat(1000))).isEqualTo("[\"\",1,\"" + "\\n".repeat(1000) + "\"]");
	}

	@Test
	void replacesLoneSurrogatesWhereNobodyCanBeTold() {
		assertThat(this.framing.encodeLenient("\uD83D", Message.of("\uDE00x", "a\uD83D"), Packets.LIMITS))
			.asString(StandardCharsets.UTF_8)
			.isEqualTo("[\"\uFFFD\",\"\uFFFDx\",\"a\uFFFD\"]");
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.framing.encode("\uD83D", Message.of("x"), Packets.LIMITS))
			.withMessageContaining("The port name");
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void refusesNumbersThatJsonHasNot(double number) {
		Message message = Message.of("tag", List.of(Map.of("key", Arrays.asList(1.5, number))));
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.framing.encode("p", message, Packets.LIMITS))
			.withMessageContaining("Element 1[0].key[1] (java.lang.Double)")
			.withMessageContaining(String.valueOf(number))
			.withMessageContaining("send text or null");
		assertThat(this.framing.encodeLenient("p", message, Packets.LIMITS)).asString(StandardCharsets.UTF_8)
			.isEqualTo("[\"p\",\"tag\",[{\"key\":[1.5,null]}]]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			// port names
			"[] | ['']", "[ ] | ['']", "[null] | ['']", "[null,1] | ['',1]", "[\"\"] | ['']", "[5,1] | ['5',1]",
			"[-7] | ['-7']", "[18446744073709551616] | ['18446744073709551616']", "[true,1] | ['',true,1]",
			"[[],\"kil1\"] | ['',[],'kil1']", "[1.5] | ['',d3ff8000000000000]",
			// white space
			"[ \"\" , 1,[ ] , { } ,{ \"a\" : 1 } ] | ['',1,[],{},{'a':1}]",
			// numbers
			"[0,0,-0,1,-1,123] | ['0',0,0,1,-1,123]",
			"[\"\",999999999999999999,1000000000000000000] | ['',999999999999999999,1000000000000000000]",
			"[\"\",9223372036854775807,-9223372036854775808] | ['',9223372036854775807,-9223372036854775808]",
			"[\"\",9223372036854775808,-9223372036854775809] | ['',9223372036854775808,-9223372036854775809]",
			"[\"\",1.5,1e0,1E+2,100e-2] | ['',d3ff8000000000000,d3ff0000000000000,d4059000000000000,d3ff0000000000000]",
			"[\"\",0.1,-0.0,1e100,-0e0] | ['',d3fb999999999999a,d8000000000000000,d54b249ad2594c37d,d8000000000000000]",
			"[\"\",4.9e-324,1e-999999999999] | ['',d0000000000000001,d0000000000000000]",
			// strings
			"[\"\",\"é☺\uD83D\uDE00\"] | ['','\\u00e9\\u263a\\ud83d\\ude00']",
			"[\"\",\"\\u00e9\\ud83d\\ude00\"] | ['','\\u00e9\\ud83d\\ude00']",
			"[\"\",\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"] | ['','\\\"\\\\/\\u0008\\u000c\\u000a\\u000d\\u0009']",
			"[\"\",\"\\ud83d\",\"a\\ude00b\",\"\\ud83d\\ud83d\\ude00\"] | ['','\\ufffd','a\\ufffdb','\\ufffd\\ud83d\\ude00']",
			// of equal keys the last counts
			"[\"\",{\"a\":1,\"b\":2,\"a\":3}] | ['',{'a':3,'b':2}]" })
	void reads(String text, String expected) throws Exception {
		assertThat(Packets.one(this.framing, bytes(text)).toString()).isEqualTo(expected.replace('\'', '"'));
	}

	@Test
	void readsDoublesExactly() throws Exception {
		for (String number : new String[] { "9007199254740993e0", "9007199254740992e22", "1.7976931348623157e308",
				"123456789012345678901234567890.5", "0.30000000000000004", "9.00719925474099e+15", "1e23", "1e22",
				"1e-22", "2.2250738585072011e-308", "8.41e21", "5e-20", "179769313486231570000e288" }) {
			assertThat(Packets.one(this.framing, bytes("[\"\"," + number + "]")).message().get(0))
				.isEqualTo(Double.valueOf(number));
		}
	}

	@Test
	void readsPacketsWithWhiteSpaceBetween() throws Exception {
		assertThat(Packets.decode(this.framing, bytes(" \r\n[\"a\"]\t[\"b\"]\n[\"c\"] "))).map(Packets.Packet::port)
			.containsExactly("a", "b", "c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "{}", "\"a\"", "null", "]", "x", "[1 2]", "[1,]", "[,1]", "[1;2]", "[\"a\":1]",
			"[01]", "[-01]", "[-]", "[+1]", "[.5]", "[1.]", "[1.e5]", "[1e]", "[1e+]", "[0x10]", "[1a]", "[NaN]",
			"[Infinity]", "[-Infinity]", "[tru]", "[True]", "[nul]", "[falsy]", "[truex]", "[1e400]", "[-1e400]",
			"[{1:2}]", "[{\"a\"}]", "[{\"a\":}]", "[{\"a\":1,}]", "[{,}]", "[{\"a\" 1}]", "[1}", "[{\"a\":1]}",
			"[\"\\x\"]", "[\"\\u12g4\"]", "[\"\\u-123\"]", "[\"\\U1234\"]", "['a']", "[\"\n\"]", "[\"\t\"]",
			"[\"a\u0000\"]", "[/**/]", "[\u00A0]", "\uFEFF[]" })
	void refusesWhatIsNoJson(String text) {
		refuses(bytes(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "80", "bf", "c0af", "c080", "c1bf", "c3", "c328", "e0809f", "e08080", "eda080", "edb080",
			"f08080af", "f4908080", "f5808080", "ff", "fe", "e298", "f09f98" })
	void refusesWhatIsNoUtf8(String bytes) {
		refuses(Packets.hex("5b22" + bytes + "225d"));
	}

	@Test
	void limitsNumbers() throws Exception {
		BigInteger longest = BigInteger.ONE.shiftLeft(8192).subtract(BigInteger.ONE);
		assertThat(Packets.one(this.framing, bytes(written("", longest))).message()).isEqualTo(Message.of(longest));
		refuses(bytes("[\"\"," + longest.add(BigInteger.ONE) + "]"));
		refuses(bytes("[" + "9".repeat(100_000) + "]"));
		refuses(bytes("[0." + "9".repeat(100_000) + "]"));
		refuses(bytes("[1e" + "0".repeat(100_000) + "1]"));
	}

	private void refuses(byte[] bytes) {
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> Packets.one(this.framing, bytes));
		assertThatExceptionOfType(DecodingException.class)
			.isThrownBy(() -> Packets.decode(this.framing.decoder(Packets.LIMITS), bytes, 1));
	}

	private String written(String port, Object... elements) {
		return new String(this.framing.encode(port, Message.of(elements), Packets.LIMITS), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
