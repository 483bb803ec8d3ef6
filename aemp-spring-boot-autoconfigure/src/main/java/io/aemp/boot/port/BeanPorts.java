package io.aemp.boot.port;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.aemp.Node;
import io.aemp.Port;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * Manages the ports and init functions of an application's beans. It finds them when all
 * singletons exist, and opens and closes them on demand.
 */
public final class BeanPorts implements AempPorts, SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(BeanPorts.class);

	private final AnnotatedBeans beans;

	private final ConfigurableBeanFactory beanFactory;

	private final Node node;

	private final PortDeaths portDeaths;

	private final LongSupplier nanoTime;

	private final boolean mocked;

	private final InitFunctions functions;

	private final BeanConnections connections;

	private List<PortSupervisor> supervisors = List.of();

	/**
	 * Creates the manager, without ports yet.
	 * @param beans finds the annotated beans
	 * @param beanFactory creates their instances
	 * @param node opens the ports
	 * @param portDeaths an observer of the node
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public BeanPorts(AnnotatedBeans beans, ConfigurableBeanFactory beanFactory, Node node, PortDeaths portDeaths,
			LongSupplier nanoTime) {
		this.beans = beans;
		this.beanFactory = beanFactory;
		this.node = node;
		this.portDeaths = portDeaths;
		this.nanoTime = nanoTime;
		this.mocked = MockedNode.is(node);
		this.functions = new InitFunctions(node);
		this.connections = new BeanConnections(node::dataConnections);
	}

	/** Finds the annotated beans, and registers what other nodes call by a name. */
	@Override
	public void afterSingletonsInstantiated() {
		this.beans.find();
		if (this.mocked) {
			logger.info("The bean of type Node is a mock: beans have no ports");
			return;
		}
		this.supervisors = this.beans.ports()
			.stream()
			.flatMap((definition) -> Stream.generate(() -> supervisor(definition)).limit(definition.count()))
			.toList();
		register();
	}

	private void register() {
		this.functions.register(this.beans.functions(), this.beans.processes());
		this.connections.register(this.beans.connections());
	}

	private PortSupervisor supervisor(PortDefinition definition) {
		return new PortSupervisor(definition, this.beanFactory, this.node, this.portDeaths, this.nanoTime);
	}

	/** Registers what other nodes call by a name, and opens the ports. */
	public void open() {
		if (this.mocked) {
			return;
		}
		register();
		this.supervisors.forEach(PortSupervisor::start);
	}

	/** Takes the ports of beans out of their families, so that nobody finds them. */
	public void withdraw() {
		this.supervisors.forEach(PortSupervisor::withdraw);
	}

	/**
	 * Removes what was registered, ends the data connections of handlers, and kills the
	 * ports and processes of beans for good; not spawned ports. This is not named
	 * {@code close}: Spring would infer a destroy method, and wait without limit for a
	 * callback that never returns.
	 * @return completes when all are dead and their last callbacks have returned
	 */
	public CompletableFuture<@Nullable Void> closeAll() {
		CompletableFuture<@Nullable Void> spawned = this.functions.close();
		this.connections.close();
		return CompletableFuture
			.allOf(Stream.concat(Stream.of(spawned), this.supervisors.stream().map(PortSupervisor::stop))
				.toArray(CompletableFuture[]::new));
	}

	/**
	 * How often ports and processes of beans were opened again after a death; for tools.
	 * @return the number, which never decreases
	 */
	public long restarts() {
		return this.supervisors.stream().mapToLong(PortSupervisor::restarts).sum();
	}

	/**
	 * The name of the bean that a port belongs to; for tools.
	 * @param portId the port ID
	 * @return the name; empty if it is not the current port of a bean
	 */
	public Optional<String> beanOf(String portId) {
		return this.supervisors.stream()
			.filter((supervisor) -> supervisor.port().filter((port) -> port.id().equals(portId)).isPresent())
			.map((supervisor) -> supervisor.definition().beanName())
			.findFirst();
	}

	@Override
	public Port portOf(Object bean) {
		return supervisorsOf(bean).stream()
			.flatMap((supervisor) -> supervisor.port().stream())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"The port of bean '" + supervisorsOf(bean).get(0).definition().beanName() + "' is not open"));
	}

	@Override
	public List<Port> portsOf(Object bean) {
		return open(supervisorsOf(bean).stream());
	}

	private List<PortSupervisor> supervisorsOf(Object bean) {
		List<PortSupervisor> found = this.supervisors.stream()
			.filter((candidate) -> candidate.supervises(bean))
			.toList();
		if (found.isEmpty()) {
			throw new IllegalArgumentException(
					"Object of class " + bean.getClass().getName() + " is not a bean with a port of its own");
		}
		return found;
	}

	@Override
	public Optional<Port> find(String beanName) {
		return findAll(beanName).stream().findFirst();
	}

	@Override
	public List<Port> findAll(String beanName) {
		return open(
				this.supervisors.stream().filter((supervisor) -> supervisor.definition().beanName().equals(beanName)));
	}

	private static List<Port> open(Stream<PortSupervisor> supervisors) {
		return supervisors.flatMap((supervisor) -> supervisor.port().stream()).toList();
	}

}
