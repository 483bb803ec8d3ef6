package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Guard;
import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.link.Transport;

/** Links over the simulated network, served by two threads. */
final class SimulatedTransport implements Transport {

	private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

	private final List<SerialExecutor> loops = new ArrayList<>();

	private final SimulatedProcess process;

	private final SimulatedNetwork network;

	private final LinkSettings settings;

	private final Supplier<String> instances;

	private int next;

	SimulatedTransport(SimulatedProcess process, SimulatedNetwork network, LinkSettings settings,
			Supplier<String> instances) {
		this.instances = instances;
		this.process = process;
		this.network = network;
		this.settings = settings;
		this.loops.add(new SerialExecutor(process, Work.LOOP));
		this.loops.add(new SerialExecutor(process, Work.LOOP));
	}

	@Override
	public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		this.settings.begin(this.instances.get());
		List<String> published = new ArrayList<>();
		for (String bind : binds) {
			HostPort parsed = HostPort.parseBind(bind);
			Host host = this.process.host();
			int port = (parsed.port() == 0) ? host.freePort() : parsed.port();
			if (!host.listen(port, new Host.Listener(this.process, (socket) -> accept(socket, acceptor)))) {
				stopListening();
				throw new InvalidConfigurationException("binds", "'" + bind + "' is in use on host " + host + ".",
						"Choose another port, or '*' for a free one.");
			}
			published.add(host.name() + ":" + port);
		}
		return List.copyOf(published);
	}

	private void accept(SimulatedSocket socket, LinkAcceptor acceptor) {
		SerialExecutor loop = nextLoop();
		this.process.soon(Work.LOOP, () -> loop.execute(
				() -> new Handshaker(socket, this.settings, loop, false, Nanos.of(this.settings.timeout()), acceptor)
					.start()));
	}

	@Override
	public Guard dial(String address, Dialler dialler) {
		HostPort target;
		try {
			target = HostPort.parse("seeds", address);
		}
		catch (InvalidConfigurationException ex) {
			dialler.failed(Failure.UNREACHABLE, "", ex.problem());
			return () -> {
			};
		}
		SerialExecutor loop = nextLoop();
		SimulatedDial dial = new SimulatedDial(this.process, this.network, this.settings, loop, target.port(), dialler);
		loop.execute(() -> dial.start(this.network.resolve(target.host())));
		return dial;
	}

	@Override
	public Executor eventLoopExecutor() {
		return nextLoop();
	}

	/** Another one with each call. */
	private SerialExecutor nextLoop() {
		this.next = (this.next + 1) % this.loops.size();
		return this.loops.get(this.next);
	}

	@Override
	public void stopListening() {
		this.process.host().stopListening(this.process);
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		this.settings.changeCredentials(change);
	}

	/** Links are being closed already; what is left after a while is closed hard. */
	@Override
	public void close() {
		stopListening();
		World world = this.process.world();
		long end = world.now() + Nanos.of(CLOSE_PATIENCE);
		while (this.process.host().hasSockets(this.process) && world.step(end)) {
			// links flush what is queued in the meantime
		}
		this.process.host().closeAll(this.process);
	}

}
