package io.aemp.benchmarks.subject.spring;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.aemp.AempClient;
import io.aemp.benchmarks.subject.aemp.Payload;
import io.aemp.benchmarks.subject.aemp.Target;
import io.aemp.boot.port.AempPorts;
import org.springframework.context.ConfigurableApplicationContext;

/** A bean that is a port in one application, and another application that calls it. */
public final class SpringAdapter implements Adapter {

	static final String BINDS = "aemp.binds=127.0.0.1:0";

	static final String SECRET = "aemp.secret=a secret of two processes that live for seconds";

	private final Class<? extends EchoPort> bean;

	private final Payload payload;

	private final List<String> properties;

	private SpringAdapter(Class<? extends EchoPort> bean, Payload payload, String... properties) {
		this.bean = bean;
		this.payload = payload;
		this.properties = List.of(properties);
	}

	/**
	 * A bean with the default dispatcher.
	 * @param payload what it is sent and returns
	 * @return the adapter
	 */
	public static SpringAdapter of(Payload payload) {
		return new SpringAdapter(EchoPort.class, payload);
	}

	/**
	 * A bean on the pool, which is sent numbers.
	 * @return the adapter
	 */
	public static SpringAdapter pooled() {
		return new SpringAdapter(PooledEchoPort.class, Payload.NUMBER);
	}

	/**
	 * A bean with the default dispatcher, which is sent numbers, in applications with
	 * meters.
	 * @return the adapter
	 */
	public static SpringAdapter metered() {
		return new SpringAdapter(EchoPort.class, Payload.NUMBER, Application.WITH_METERS);
	}

	/**
	 * A bean with the default dispatcher, which is sent numbers, in applications with
	 * meters and observations of messages.
	 * @return the adapter
	 */
	public static SpringAdapter observed() {
		return new SpringAdapter(EchoPort.class, Payload.NUMBER, Application.WITH_METERS, "aemp.observe-messages=true");
	}

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) {
		check(workload);
		ConfigurableApplicationContext application = Application.start((context) -> {
			context.registerBean(ServerReceiver.class, () -> receiver);
			context.registerBean(this.bean);
			context.registerBean(WaitingPort.class);
		}, properties("server"));
		String listener = application.getBean(Node.class).network().listeners().get(0);
		AempPorts ports = application.getBean(AempPorts.class);
		Stream<Port> all = Stream.of(EchoPort.NAME, WaitingPort.NAME).flatMap((bean) -> ports.findAll(bean).stream());
		return new ApplicationServer(application, listener + " " + all.map(Port::id).collect(Collectors.joining(" ")));
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) {
		check(workload);
		List<String> parts = List.of(address.split(" "));
		ConfigurableApplicationContext application = Application.start((context) -> {
		}, properties("client", "aemp.seeds=" + parts.get(0)));
		Target target = new Target(parts.get(1), parts.subList(2, parts.size()));
		return new AempClient(application.getBean(Node.class), PortOptions.DEFAULTS, target, receiver, this.payload,
				application::close);
	}

	private String[] properties(String node, String... more) {
		Stream<String> common = Stream.concat(Stream.of(BINDS, SECRET, "aemp.node-id=" + node), Stream.of(more));
		return Stream.concat(common, this.properties.stream()).toArray(String[]::new);
	}

	private void check(Workload workload) {
		boolean possible = switch (workload) {
			case JOIN_1, CHAINED_64, CALL_1, CALL_64 -> true;
			case ONE_WAY_SMALL, ONE_WAY_WAITING, CALL_BESIDE_WAITING, CALL_BESIDE_SELDOM_WAITING ->
				this.payload == Payload.NUMBER;
			default -> false;
		};
		if (!possible) {
			throw new NotApplicableException("not measured with a bean");
		}
	}

}
