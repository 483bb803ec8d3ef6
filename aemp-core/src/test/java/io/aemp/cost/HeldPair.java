package io.aemp.cost;

import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.netty.util.ResourceLeakDetector;
import org.awaitility.Awaitility;

/**
 * Two nodes that are connected by real sockets, of which one can be made to send all at
 * once, and the other one to receive all at once. Nobody looks for leaks meanwhile: the
 * records of that are objects too.
 */
final class HeldPair implements AutoCloseable {

	/** How many signals a port may take before others have their turn. */
	private static final int BATCH = 64;

	/** Heartbeats, which come in between. */
	private static final int OTHERS = 5;

	private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

	private final HeldNode listener;

	/** Its sockets are those that are counted. */
	private final HeldNode dialler;

	/** Keeps the listener from reading. */
	private HeldNode.Hold hold = () -> {
	};

	HeldPair(String framing) {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
		this.listener = new HeldNode(configuration("listener", framing));
		this.dialler = new HeldNode(
				configuration("dialler", framing).seeds(this.listener.node().network().listeners()));
		Awaitility.await()
			.until(() -> this.listener.node().network().isUp("dialler")
					&& this.dialler.node().network().isUp("listener"));
	}

	private static NodeConfigurationBuilder configuration(String id, String framing) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim").framings(framing);
	}

	HeldNode listener() {
		return this.listener;
	}

	HeldNode dialler() {
		return this.dialler;
	}

	/** Keeps the listener from reading until it {@link #receive receives}. */
	void holdReceiver() throws InterruptedException {
		this.hold = this.listener.holdLoops();
	}

	/** Does what the event loop of the dialler takes all at once. */
	void batch(Runnable work) throws InterruptedException {
		try (HeldNode.Hold hold = this.dialler.holdLoops()) {
			work.run();
		}
		this.dialler.settleLoops();
	}

	/** Lets the one port of the listener take all at once. */
	void receive(int signals) {
		this.hold.close();
		Polling.until(() -> this.listener.node().ports().get(0).waiting() >= signals);
		this.listener.run();
	}

	/** How much happens at most if so much is asked for. */
	static int most(int count) {
		return count + OTHERS;
	}

	/** How often a port is scheduled at most to take so many signals. */
	static int mostSchedules(int signals) {
		return most(signals / BATCH + 1);
	}

	@Override
	public void close() {
		this.hold.close();
		this.dialler.close();
		this.listener.close();
		ResourceLeakDetector.setLevel(this.level);
	}

}
