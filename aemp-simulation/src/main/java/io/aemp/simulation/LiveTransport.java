package io.aemp.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Guard;
import io.aemp.link.Transport;

/**
 * Lets the threads of a node use a simulated transport, which lives in the thread of its
 * world.
 */
final class LiveTransport implements Transport {

	/** How long links may take to send what is queued, by the real clock. */
	private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

	private final LiveWorld world;

	private final SimulatedProcess process;

	private final SimulatedTransport transport;

	LiveTransport(LiveWorld world, SimulatedProcess process, SimulatedTransport transport) {
		this.world = world;
		this.process = process;
		this.transport = transport;
	}

	@Override
	public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		return this.world.call(() -> this.transport.listen(binds, acceptor));
	}

	@Override
	public Guard dial(String address, Dialler dialler) {
		LiveDial dial = new LiveDial(this.world, dialler);
		this.world.enter(() -> dial.begin(this.transport.dial(address, dial)));
		return dial;
	}

	@Override
	public Executor eventLoopExecutor() {
		return this.world.call(this.transport::eventLoopExecutor);
	}

	@Override
	public boolean isServing() {
		return this.world.isHere();
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		this.world.call(() -> this.transport.changeCredentials(change));
	}

	@Override
	public void stopListening() {
		this.world.enter(this.transport::stopListening);
	}

	@Override
	public void close() {
		stopListening();
		this.world.enter(this.process::goOn);
		this.world.await(() -> !this.process.host().hasSockets(this.process), CLOSE_PATIENCE);
		this.world.enter(() -> this.process.host().closeAll(this.process));
	}

}
