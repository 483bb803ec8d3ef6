package io.aemp.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;

import io.aemp.Message;
import io.aemp.link.Link;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LinkWriterTests implements LinkWriter.Outcome {

	private final Queue<byte[]> packets = new ArrayDeque<>();

	private final Deque<ChannelPromise> held = new ArrayDeque<>();

	private final ChannelInboundHandlerAdapter end = new ChannelInboundHandlerAdapter();

	private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {

		@Override
		public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
			ReferenceCountUtil.release(message);
			LinkWriterTests.this.held.add(promise);
		}

	}, this.end);

	private final LinkWriter writer = new LinkWriter(this.channel.pipeline().context(this.end), new Packets(),
			this);

	@Override
	public void writable() {
		this.writer.write();
	}

	@Override
	public void written(int bytes) {
	}

	@Override
	public void failed(Throwable cause) {
		throw new AssertionError(cause);
	}

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void socketThatTakesNothingHoldsNoMoreThanTwoBuffersHoweverSmallTheirContents() {
		for (int i = 0; i < 1000; i++) {
			this.packets.add(new byte[40]);
			this.writer.write();
		}
		assertThat(this.held).hasSizeLessThanOrEqualTo(2);
		assertThat(this.packets).hasSizeGreaterThanOrEqualTo(998);
		while (!this.held.isEmpty()) {
			this.held.pop().setSuccess();
		}
		assertThat(this.packets).as("goes on when the socket has taken something").isEmpty();
	}

	private final class Packets implements Link.Traffic {

		@Override
		public ByteBuffer next() {
			byte[] packet = LinkWriterTests.this.packets.poll();
			return (packet != null) ? ByteBuffer.wrap(packet) : null;
		}

		@Override
		public boolean packet(String port, Message message, int bytes) {
			return true;
		}

		@Override
		public void closed(String message) {
		}

	}

}
