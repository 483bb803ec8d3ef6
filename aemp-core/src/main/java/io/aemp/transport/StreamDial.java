package io.aemp.transport;

import java.util.function.Consumer;

import io.aemp.link.Link;
import io.aemp.link.Streams;
import io.aemp.link.Transport;
import io.netty.channel.Channel;

/**
 * Dials for a stream of bytes, in the manner in which nodes dial for messages: tells the
 * one who wants it of the outcome.
 */
final class StreamDial implements Transport.Dialler {

	private final Streams.Target target;

	private final Streams.Dialler dialler;

	StreamDial(Streams.Target target, Streams.Dialler dialler) {
		this.target = target;
		this.dialler = dialler;
	}

	Streams.Target target() {
		return this.target;
	}

	@Override
	public Transport.Verdict judge(String node, String instance, long age) {
		return Transport.Verdict.ACCEPT;
	}

	@Override
	public void established(Link link) {
		link.abort("a stream was asked for");
	}

	void opened(StreamHandler stream) {
		this.dialler.opened(stream);
	}

	@Override
	public void failed(Transport.Failure failure, String node, String message) {
		this.dialler.failed(message);
	}

	/** The side of one try, which gets the stream if it is the first one. */
	record Try(Streams.Target target, Consumer<StreamHandler> opened) implements StreamSide {

		@Override
		public boolean isOpen() {
			return false;
		}

		@Override
		public boolean claim(String node, String id) {
			return false;
		}

		@Override
		public void established(Channel channel, StreamHandler stream) {
			this.opened.accept(stream);
		}

	}

}
