package io.aemp.link;

import java.time.Duration;
import java.util.function.Consumer;

import io.aemp.Guard;
import org.jspecify.annotations.Nullable;

/** Makes streams of bytes to other nodes, beside the links that carry messages. */
public interface Streams {

	/** For a transport that has links only. */
	Streams NONE = new Streams() {

		@Override
		public void accept(Acceptor acceptor) {
		}

		@Override
		public Guard dial(Target target, Dialler dialler) {
			dialler.failed("this node is not part of the network");
			return () -> {
			};
		}

	};

	/**
	 * Sets who takes the streams that other nodes make to the listeners of this node.
	 * @param acceptor takes them
	 */
	void accept(Acceptor acceptor);

	/**
	 * Starts to make a stream. Returns at once.
	 * @param target where to
	 * @param dialler receives the outcome
	 * @return a guard that gives up the attempt, after which the dialler is not called;
	 * without effect once the stream is there
	 */
	Guard dial(Target target, Dialler dialler);

	/**
	 * Where a stream leads to.
	 *
	 * @param address {@code host:port}
	 * @param node the node that is expected there
	 * @param id the ID that the node expects
	 * @param timeout how long the attempt may take
	 */
	record Target(String address, String node, String id, Duration timeout) {

		@Override
		public String toString() {
			return this.address + " of " + this.node;
		}

	}

	/** Takes streams that other nodes have made. Transport threads call it. */
	interface Acceptor {

		/**
		 * Whether streams are expected at all.
		 * @return whether some stream could be accepted
		 */
		boolean isOpen();

		/**
		 * An authenticated peer names the ID of a stream. A stream that is expected is so
		 * only once.
		 * @param node the node ID of the peer
		 * @param id what it names, empty for nothing
		 * @return takes the stream; {@code null} if this node does not expect it from
		 * this peer
		 */
		@Nullable Consumer<ByteStream> claim(String node, String id);

	}

	/** Receives the outcome of an attempt, on a transport thread. */
	interface Dialler {

		/**
		 * The stream is there.
		 * @param stream the stream, to be started
		 */
		void opened(ByteStream stream);

		/**
		 * The attempt has failed.
		 * @param problem a description for users
		 */
		void failed(String problem);

	}

}
