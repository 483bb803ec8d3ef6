package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.aemp.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PacketQueueTests {

	private final PacketQueue queue = new PacketQueue(1024);

	private boolean add(String packet) {
		return this.queue.add(ByteBuffer.wrap(packet.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private String take() {
		Object item = this.queue.take();
		return (item instanceof PacketQueue.Batch batch)
				? StandardCharsets.ISO_8859_1.decode(batch.bytes().duplicate()).toString() : String.valueOf(item);
	}

	@Test
	void packetsLeaveTogetherAndOnlyTheFirstWakesTheLink() {
		assertThat(add("a")).isTrue();
		assertThat(add("b")).isFalse();
		assertThat(take()).isEqualTo("ab");
		assertThat(take()).isEqualTo("null");
		assertThat(add("c")).isTrue();
	}

	@Test
	void countsEachPacket() {
		add("a");
		add("bcd");
		assertThat(this.queue.take()).isInstanceOfSatisfying(PacketQueue.Batch.class,
				(batch) -> assertThat(batch.size()).isEqualTo(2 * QueueLevel.OVERHEAD + 4));
	}

	@Test
	void parcelsKeepTheirPlace() {
		QueuedPacket parcel = QueuedPacket.plain(OrderingKey.NODE_PORT, null, "", Message.of(), 1, false, false);
		add("a");
		assertThat(this.queue.add(parcel)).isFalse();
		add("b");
		assertThat(take()).isEqualTo("a");
		assertThat(this.queue.take()).isSameAs(parcel);
		assertThat(take()).isEqualTo("b");
	}

	@Test
	void batchesHaveALimitUnlessOnePacketIsLarger() {
		add("x".repeat(1000));
		add("y".repeat(25));
		add("z".repeat(3000));
		assertThat(take()).hasSize(1000);
		assertThat(take()).hasSize(25);
		assertThat(take()).hasSize(3000);
	}

	@Test
	void whatTheLinkIsCopyingDoesNotChange() {
		add("a".repeat(700));
		PacketQueue.Batch taken = (PacketQueue.Batch) this.queue.take();
		add("b".repeat(700));
		assertThat(this.queue.drop()).isNotNull();
		add("c".repeat(700));
		assertThat(StandardCharsets.ISO_8859_1.decode(taken.bytes()).toString()).isEqualTo("a".repeat(700));
	}

	@Test
	void arraysAreUsedAgain() {
		add("a".repeat(700));
		byte[] first = ((PacketQueue.Batch) this.queue.take()).bytes().array();
		assertThat(take()).isEqualTo("null");
		add("b".repeat(700));
		assertThat(((PacketQueue.Batch) this.queue.take()).bytes().array()).isSameAs(first);
	}

	@Test
	void arraysOfLargerBatchesAreUsedAgainWhenABatchGrows() {
		add("a".repeat(100));
		add("a".repeat(900));
		byte[] large = ((PacketQueue.Batch) this.queue.take()).bytes().array();
		add("b".repeat(100));
		byte[] small = ((PacketQueue.Batch) this.queue.take()).bytes().array();
		assertThat(small).isNotSameAs(large);
		add("c".repeat(100));
		assertThat(take()).hasSize(100);
		assertThat(take()).isEqualTo("null");
		add("d".repeat(100));
		add("d".repeat(900));
		assertThat(((PacketQueue.Batch) this.queue.take()).bytes().array()).isSameAs(large);
	}

}
