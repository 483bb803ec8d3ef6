package io.aemp.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.aemp.Credentials;
import io.aemp.DataConnections;
import io.aemp.Database;
import io.aemp.Functions;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeStatistics;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.Process;
import io.aemp.ProcessBody;
import io.aemp.Reason;
import io.aemp.SendInterceptor;
import io.aemp.Values;
import io.aemp.log.LimitedLog;
import io.aemp.node.Calls;
import io.aemp.node.ErrorAnswers;
import io.aemp.node.Messenger;
import io.aemp.node.TargetedMonitors;
import io.aemp.port.CallbackTimer;
import io.aemp.port.Every;
import io.aemp.port.LocalPort;
import io.aemp.port.PortTable;
import io.aemp.process.Processes;
import org.jspecify.annotations.Nullable;

/** Delegates each call to the package that implements it. */
final class DefaultNode implements ManagedNode {

	private static final String NO_MESSAGE = "The send interceptor has returned null; to change nothing, return the message that it was given";

	private final PortTable ports;

	private final Messenger messenger;

	private final TargetedMonitors targetedMonitors;

	private final ErrorAnswers errorAnswers;

	private final Calls calls;

	private final BlockingSends blockingSends;

	private final Processes processes;

	private final Database database;

	private final Functions functions;

	private final Network network;

	private final DataConnections dataConnections;

	private final NodeStatistics statistics;

	private final Consumer<UnaryOperator<Credentials>> credentials;

	private final NodeLifecycle lifecycle;

	private final @Nullable SendInterceptor interceptor;

	/** Limits the log of resources that cannot be closed. */
	private final LimitedLog failures = new LimitedLog();

	DefaultNode(PortTable ports, Messenger messenger, ErrorAnswers errorAnswers, Calls calls,
			BlockingSends blockingSends, Processes processes, Database database, Functions functions, Network network,
			Function<Node, DataConnections> dataConnections, NodeStatistics statistics,
			Consumer<UnaryOperator<Credentials>> credentials, NodeLifecycle lifecycle,
			@Nullable SendInterceptor interceptor) {
		this.ports = ports;
		this.messenger = messenger;
		this.errorAnswers = errorAnswers;
		this.targetedMonitors = new TargetedMonitors(ports, messenger);
		this.calls = calls;
		this.blockingSends = blockingSends;
		this.processes = processes;
		this.database = database;
		this.functions = functions;
		this.network = network;
		this.statistics = statistics;
		this.credentials = credentials;
		this.lifecycle = lifecycle;
		this.interceptor = interceptor;
		this.dataConnections = dataConnections.apply(this);
	}

	@Override
	public String id() {
		return this.ports.runtime().nodeId();
	}

	@Override
	public Port open(PortOptions options) {
		return this.ports.open(options);
	}

	@Override
	public Process openProcess(PortOptions options, ProcessBody body) {
		return this.processes.open(options, body);
	}

	@Override
	public Port self() {
		return currentPort();
	}

	@Override
	public String sourceNode() {
		return currentPort().sourceNode();
	}

	private LocalPort currentPort() {
		LocalPort port = this.ports.runtime().currentPort();
		if (port == null) {
			throw new IllegalStateException("This is outside the callbacks of ports of node " + id()
					+ ", where there is no current port; name one, or use Port.runInContext");
		}
		return port;
	}

	@Override
	public Optional<Port> port(String portId) {
		if (!isLocal(portId)) {
			throw new IllegalArgumentException("Port '" + portId + "' is on another node than this one, '" + id()
					+ "': receivers can only be set where the port is; spawn a port there instead");
		}
		return (this.ports.find(PortIds.nameOf(portId)) instanceof LocalPort port) ? Optional.of(port)
				: Optional.empty();
	}

	@Override
	public boolean isLocal(String portId) {
		return this.messenger.isLocal(portId);
	}

	@Override
	public List<PortInfo> ports() {
		return this.ports.infos();
	}

	@Override
	public Stream<PortInfo> streamPorts() {
		return this.ports.streamInfos();
	}

	@Override
	public Stream<String> streamCalls() {
		return this.calls.waiting();
	}

	@Override
	public NodeStatistics statistics() {
		return this.statistics;
	}

	@Override
	public void send(String port, @Nullable Object... message) {
		if (this.interceptor == null) {
			this.messenger.sendNew(port, message);
		}
		else {
			Values.requireElements("send(String, Message)", message);
			send(port, Message.of(message));
		}
	}

	@Override
	public void send(String port, Message message) {
		this.messenger.send(port, intercepted(port, message));
	}

	private Message intercepted(String port, Message message) {
		Objects.requireNonNull(message, "The message must not be null");
		return (this.interceptor != null) ? Objects.requireNonNull(this.interceptor.send(port, message), NO_MESSAGE)
				: message;
	}

	@Override
	public CompletableFuture<@Nullable Void> sendWhenWritable(String port, Message message) {
		return this.blockingSends.whenWritable(port, intercepted(port, message));
	}

	@Override
	public void sendWaiting(String port, Message message) throws InterruptedException {
		this.blockingSends.send(port, intercepted(port, message));
	}

	@Override
	public void sendWaiting(String port, Message message, Duration timeout)
			throws InterruptedException, TimeoutException {
		this.blockingSends.send(port, intercepted(port, message), timeout);
	}

	@Override
	public boolean mustNotWait() {
		return this.blockingSends.mustNotWait();
	}

	@Override
	public void kill(String port, Reason reason) {
		requireReason(reason);
		this.messenger.kill(port, reason);
	}

	@Override
	public void answerWithError(String replyPort, Reason reason) {
		requireReason(reason);
		this.errorAnswers.send(replyPort, reason);
	}

	private static void requireReason(Reason reason) {
		Objects.requireNonNull(reason, "The reason must not be null; a normal death is Reason.NORMAL");
	}

	@Override
	public boolean isReplyPort(String portId) {
		return this.errorAnswers.isMarked(portId);
	}

	@Override
	public Guard monitor(String port, Consumer<Reason> callback) {
		Objects.requireNonNull(callback, "The callback must not be null");
		return this.messenger.monitor(port, true, callback);
	}

	@Override
	public Guard killOnDeath(String port, String target) {
		return this.targetedMonitors.kill(port, target);
	}

	@Override
	public Guard sendOnDeath(String port, String target, Message message) {
		Objects.requireNonNull(message, "The message must not be null");
		return this.targetedMonitors.send(port, target, message);
	}

	@Override
	public Guard closeOnDeath(String port, AutoCloseable... resources) {
		for (AutoCloseable resource : resources) {
			Objects.requireNonNull(resource, "A resource must not be null");
		}
		return this.messenger.monitorOutside(port, new ResourceCloser(this.failures, resources));
	}

	@Override
	public String spawn(String node, String initFunction, Message arguments) {
		Objects.requireNonNull(arguments, "The arguments must not be null");
		Message intercepted = (this.interceptor != null)
				? Objects.requireNonNull(this.interceptor.spawn(node, initFunction, arguments), NO_MESSAGE) : arguments;
		return this.messenger.spawn(node, initFunction, intercepted);
	}

	@Override
	public Guard after(Duration delay, Runnable callback) {
		return CallbackTimer.start(this.ports.runtime(), delay, callback);
	}

	@Override
	public Guard every(Duration period, Runnable callback) {
		return Every.start(this.ports.runtime(), period, callback);
	}

	@Override
	public Guard after(Duration delay, String port, Message message) {
		return this.messenger.sendAfter(delay, port, intercepted(port, message));
	}

	@Override
	public CompletableFuture<Message> call(String port, Message message) {
		return this.calls.call(port, message, null);
	}

	@Override
	public CompletableFuture<Message> call(String port, Message message, Duration timeout) {
		requireTimeout(timeout);
		return this.calls.call(port, message, timeout);
	}

	@Override
	public Guard call(String port, Message message, Consumer<Message> answered, Consumer<Exception> failed) {
		return this.calls.call(port, message, null, answered, failed);
	}

	@Override
	public Guard call(String port, Message message, Duration timeout, Consumer<Message> answered,
			Consumer<Exception> failed) {
		requireTimeout(timeout);
		return this.calls.call(port, message, timeout, answered, failed);
	}

	/** Without one the call would wait for ever. */
	private static void requireTimeout(Duration timeout) {
		Objects.requireNonNull(timeout,
				"The timeout must not be null; use the call without one to wait as long as the port lives");
	}

	@Override
	public Database database() {
		return this.database;
	}

	@Override
	public Functions functions() {
		return this.functions;
	}

	@Override
	public Network network() {
		return this.network;
	}

	@Override
	public DataConnections dataConnections() {
		return this.dataConnections;
	}

	@Override
	public void start() {
		this.lifecycle.start();
	}

	@Override
	public void leave() {
		this.lifecycle.leave();
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		this.credentials.accept(change);
	}

	@Override
	public void withdraw() {
		this.lifecycle.withdraw();
	}

	@Override
	public void killPorts() {
		this.lifecycle.killPorts();
	}

	@Override
	public void close() {
		this.lifecycle.close();
	}

	@Override
	public String toString() {
		return "Node " + id();
	}

}
