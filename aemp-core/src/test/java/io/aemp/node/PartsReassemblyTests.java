package io.aemp.node;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.codec.CborFraming;
import io.aemp.link.SteppedLink;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The memory for messages that come in parts. */
class PartsReassemblyTests implements PartsReassembly.Receiver {

	private static final int LIMIT = 64 << 20;

	private static final int PART = 32 * 1024;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final SteppedLink link = new CborLink();

	private final PartsReassembly parts = new PartsReassembly(this.link, new ReadPauses(this.link), this.tasks::add,
			LIMIT, this);

	private final List<Message> messages = new ArrayList<>();

	private int taken;

	@Test
	void announcedSizeTakesNoMemory() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		this.parts.part(LIMIT, new byte[PART]);
		work();
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LIMIT / 8);
		assertThat(this.taken).isEqualTo(PART);
	}

	@Test
	void roomGrowsWithTheMessageAndPartsMayComeBeforeIt() {
		byte[] content = new byte[20 << 20];
		Random random = new Random(1);
		random.nextBytes(content);
		byte[] packet = new CborFraming().encode("port", Message.of((Object) content), CborLink.LIMITS);
		for (int i = 0; i < packet.length; i += PART) {
			byte[] part = new byte[Math.min(PART, packet.length - i)];
			System.arraycopy(packet, i, part, 0, part.length);
			this.parts.part(packet.length, part);
			if (random.nextInt(4) == 0) {
				work();
			}
		}
		work();
		assertThat(this.parts.end()).isTrue();
		assertThat(this.messages).singleElement().satisfies((message) -> {
			assertThat(message.bytes(0)).isEqualTo(content);
		});
		assertThat(this.taken).isEqualTo(packet.length);
	}

	private void work() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	@Override
	public void taken(int bytes) {
		this.taken += bytes;
	}

	@Override
	public boolean whole(String port, Message message, int bytes) {
		return this.messages.add(message);
	}

	private static final class CborLink extends SteppedLink {

		private static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(LIMIT, 512);

		CborLink() {
			super("peer", Map.of());
		}

		@Override
		public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
			new CborFraming().decoder(LIMITS).decode(ByteBuffer.wrap(bytes), sink);
		}

	}

}
