package io.aemp.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

import io.aemp.Functions.NodeFunction;
import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Reason;
import io.aemp.Service;
import io.aemp.dispatch.Threads;
import io.aemp.global.GlobalService;
import io.aemp.link.Transport;
import io.aemp.node.FunctionRegistry;
import io.aemp.node.NodeNetwork;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a node, lets it leave the network and join it again, and closes it, step by
 * step.
 */
final class NodeLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(NodeLifecycle.class);

	/**
	 * How long to wait for each step of the control state, the ports and the connections.
	 */
	private static final Duration STEP_TIMEOUT = Duration.ofSeconds(3);

	/** How long to wait until all sockets are closed, whatever callbacks do. */
	private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(20);

	private final NodeConfiguration configuration;

	private final PortTable ports;

	private final FunctionRegistry functions;

	private final NodeNetwork network;

	private final GlobalService global;

	private final Transport transport;

	private final Threads threads;

	private State state = State.CREATED;

	/** The end of the last time in the network, {@code null} before the first one. */
	private @Nullable Future<?> left;

	NodeLifecycle(NodeConfiguration configuration, PortTable ports, FunctionRegistry functions, NodeNetwork network,
			GlobalService global, Transport transport, Threads threads) {
		this.configuration = configuration;
		this.ports = ports;
		this.functions = functions;
		this.network = network;
		this.global = global;
		this.transport = transport;
		this.threads = threads;
	}

	/** Starts the database of a local node, which needs no {@link #start()}. */
	void begin() {
		if (!this.configuration.isNetworked()) {
			await("the start of the database", onControl(() -> this.global.start(List.of())));
		}
	}

	void start() {
		// services may take long, and close() must not wait for them
		if (startOrRejoin()) {
			this.configuration.services().forEach(this::run);
		}
	}

	/** Returns whether this is the first start. */
	private synchronized boolean startOrRejoin() {
		State before = this.state;
		if (before == State.CREATED) {
			this.configuration.services().forEach(this::check);
		}
		if (before == State.LEFT || before == State.CREATED && this.configuration.isNetworked()) {
			join();
		}
		else if (before == State.CREATED) {
			logger.info("Node {} is local: without a secret or certificate it neither listens nor dials; "
					+ "set a secret, and the seeds of a network, to join it", nodeId());
		}
		this.state = (before.compareTo(State.LEFT) <= 0) ? State.STARTED : before;
		return before == State.CREATED;
	}

	/** Undoes what the last end of connections has done. */
	private void reopen() {
		if (this.left == null) {
			return;
		}
		if (!await("the end of its last time in the network", this.left)) {
			throw new IllegalStateException("Node " + nodeId()
					+ " has not left the network yet: a callback on an event loop does not return; try again later");
		}
		this.ports.renewNames();
		await("its return", onControl(() -> {
			this.network.reopen();
			this.global.rejoin();
		}));
	}

	/** Joins the network, or leaves everything closed. */
	private void join() {
		List<String> seeds = (this.left != null) ? this.network.view().seeds() : this.configuration.seeds();
		reopen();
		try {
			List<String> listeners = this.network.listen(this.configuration.binds());
			List<String> published = this.network.publish(this.configuration.advertise());
			// the role is known when this returns; the database waits for no other node
			await("the start of the database", onControl(() -> this.global.start(published)));
			this.network.join(this.configuration.seeds());
			logger.info("Node {} listens on {}{}, secret {}, TLS {}, seeds {}", nodeId(),
					listeners.isEmpty() ? "nothing (private node)" : listeners,
					published.equals(listeners) ? "" : ", is known at " + published,
					this.configuration.secret().isEmpty() ? "not configured" : "configured",
					(this.configuration.tls() != null) ? "on" : "off", seeds);
		}
		catch (RuntimeException | Error ex) {
			this.left = this.threads.runAlone(this::disconnect);
			await("the end of listeners", this.left, LEAVE_TIMEOUT);
			throw ex;
		}
	}

	/**
	 * Closes listeners and connections. Ports and database entries stay; other nodes do
	 * not reach them until the next start.
	 */
	synchronized void leave() {
		if (this.state == State.STARTED && this.configuration.isNetworked()) {
			this.state = State.LEFT;
			// on a new thread: the calling thread may be one of those that end
			this.left = this.threads.runAlone(this::disconnect);
			await("the end of connections", this.left, LEAVE_TIMEOUT);
			logger.info("Node {} has left the network", nodeId());
		}
	}

	private void disconnect() {
		await("the end of its role", onControl(this.global::leave));
		inOrder(this::endConnections, this.transport::close);
		await("the last news of connections", onControl(this.network::abandon));
	}

	private void endConnections() {
		this.network.close();
		await("the end of connections", onControl(() -> {
		}));
	}

	/**
	 * Runs a configured service. The execution policy applies only to calls from other
	 * nodes.
	 */
	private void run(Service service) {
		try {
			check(service).call(nodeId(), Message.of(service.arguments().toArray()));
		}
		catch (Exception ex) {
			logger.error("Node {}: service {} failed", nodeId(), service.function(), ex);
		}
	}

	private NodeFunction check(Service service) {
		NodeFunction function = this.functions.find(service.function());
		if (function == null) {
			throw new InvalidConfigurationException("services",
					"There is no function '" + service.function() + "' on node " + nodeId() + ".",
					"Register it with functions().register before the start; an init function does not count.");
		}
		return function;
	}

	synchronized void withdraw() {
		if (this.state.compareTo(State.WITHDRAWN) < 0) {
			this.state = State.WITHDRAWN;
			await("the withdrawal of database entries", onControl(this.global::withdraw));
		}
	}

	synchronized void killPorts() {
		if (this.state.compareTo(State.KILLED) < 0) {
			this.state = State.KILLED;
			// callbacks that wait for a query return now
			await("the end of the database", onControl(this.global::close));
			Reason reason = Reason.of(Reason.NODE_CLOSED, "node " + nodeId() + " was closed");
			Future<?> emptied = this.ports.close(reason);
			if (!await("the end of all ports", emptied)) {
				List<String> abandoned = this.ports.abandon(reason);
				logger.warn("Node {} gives up ports whose callbacks do not return: {}", nodeId(), abandoned);
				await("the news of their end", emptied);
			}
		}
	}

	synchronized void close() {
		if (this.state == State.CLOSED) {
			return;
		}
		withdraw();
		killPorts();
		this.state = State.CLOSED;
		// on a new thread: the calling thread may be one of those that end
		await("the end of connections and threads", this.threads.runAlone(this::end));
	}

	/** An error in one step must not leave the threads of the next ones running. */
	private void end() {
		inOrder(this::endConnections, this.transport::close, this.network::end, this.threads::close);
	}

	private void inOrder(Runnable... steps) {
		for (Runnable step : steps) {
			try {
				step.run();
			}
			catch (RuntimeException | Error ex) {
				logger.error("Node {} could not end in order, and goes on with its end", nodeId(), ex);
			}
		}
	}

	private CompletableFuture<@Nullable Void> onControl(Runnable task) {
		return CompletableFuture.runAsync(task, this.threads.control());
	}

	/**
	 * Waits outside ports, because a simulation runs other tasks in this thread until the
	 * future completes.
	 */
	private boolean await(String what, Future<?> future) {
		return await(what, future, STEP_TIMEOUT);
	}

	private boolean await(String what, Future<?> future, Duration timeout) {
		this.ports.runtime().runOutside(() -> awaitHere(what, future, timeout));
		return future.isDone();
	}

	private void awaitHere(String what, Future<?> future, Duration timeout) {
		try {
			this.threads.await(future, timeout);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("Node {} does not wait any longer for {}", nodeId(), what, ex.getCause());
		}
	}

	private String nodeId() {
		return this.ports.runtime().nodeId();
	}

	private enum State {

		CREATED, STARTED, LEFT, WITHDRAWN, KILLED, CLOSED

	}

}
