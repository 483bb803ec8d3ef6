package io.aemp.codec;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.aemp.Framing;
import io.aemp.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is short on the wire does not take much memory. */
class HostileInputTests {

	private static final int COUNT = 100_000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/**
	 * A list of many equal items.
	 * @param item the item in hexadecimal digits
	 * @param most the bytes that an item may take, with the place in its list, which
	 * grows
	 */
	@ParameterizedTest
	@CsvSource({ "60, 16", "40, 16", "80, 32", "a0, 80", "8100, 72", "a16000, 64", "f6, 16", "00, 16", "4141, 40",
			"6141, 64" })
	void itemsTakeLittleMemory(String item, int most) throws Framing.DecodingException {
		byte[] bytes = HexFormat.of().parseHex(item);
		ByteArrayOutputStream packet = new ByteArrayOutputStream();
		packet.writeBytes(HexFormat.of().parseHex("82609a" + HexFormat.of().toHexDigits(COUNT)));
		for (int i = 0; i < COUNT; i++) {
			packet.writeBytes(bytes);
		}
		Framing.Decoder decoder = new CborFraming().decoder(new Framing.PacketLimits(1 << 20, 512));
		ByteBuffer input = ByteBuffer.wrap(packet.toByteArray());
		List<Message> messages = new ArrayList<>(1);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		decoder.decode(input, (port, message, size) -> messages.add(message));
		long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
		assertThat(messages.get(0).list(0)).hasSize(COUNT);
		assertThat(allocated).isLessThan((long) most * COUNT);
	}

}
