package io.aemp.node;

import java.time.Instant;

import io.aemp.ExecutionPolicy;
import io.aemp.Functions.Evaluation;
import io.aemp.Functions.NodeFunction;
import io.aemp.Message;
import io.aemp.NodeObserver;
import io.aemp.PortIds;
import io.aemp.Values;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.outbound.HeadersRequest;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * The node port: executes requests of peers and of this node itself. The thread of a link
 * executes requests of its peer; the control executor executes those of the global
 * protocol.
 */
final class NodePort {

	private static final int MAX_NAME_LENGTH = 1000;

	private final PortTable ports;

	private final Messenger messenger;

	private final FunctionRegistry functions;

	private final ExecutionPolicy policy;

	private final GlobalProtocol global;

	private final ControlExecutor control;

	private final DropLog drops;

	private final NodeObserver observer;

	NodePort(PortTable ports, Messenger messenger, FunctionRegistry functions, ExecutionPolicy policy,
			GlobalProtocol global, ControlExecutor control, DropLog drops, NodeObserver observer) {
		this.ports = ports;
		this.messenger = messenger;
		this.functions = functions;
		this.policy = policy;
		this.global = global;
		this.control = control;
		this.drops = drops;
		this.observer = observer;
	}

	private String nodeId() {
		return this.ports.runtime().nodeId();
	}

	/** Executes a request of a peer. Returns whether more may follow. */
	boolean request(LinkSession session, Message message, int bytes) {
		try {
			NodeRequest request = NodeRequest.parse(message);
			if (request instanceof NodeRequest.Answered answered) {
				return !session.pending().defer(answered, bytes) && answer(session, answered, bytes);
			}
			if (request instanceof NodeRequest.OfParts parts) {
				return session.parts(parts);
			}
			if (request instanceof NodeRequest.Call call && this.global.understands(call.function())) {
				return global(session, call, bytes);
			}
			execute(session, session.node(), request);
		}
		catch (RuntimeException ex) {
			dropped(session.node(), message, ex);
		}
		return true;
	}

	/** Opens the request around a message; {@code null} if it is invalid. */
	@Nullable HeadersRequest withHeaders(String node, Message packet) {
		try {
			return HeadersRequest.parse(packet);
		}
		catch (IllegalArgumentException ex) {
			dropped(node, packet, ex);
			return null;
		}
	}

	/**
	 * Executes a request of this node to itself, outside ports like requests of peers.
	 */
	void requestFromHere(Message message) {
		this.ports.runtime().runOutside(() -> requestOutside(message));
	}

	private void requestOutside(Message message) {
		try {
			NodeRequest request = NodeRequest.parse(message);
			if (request instanceof NodeRequest.Answered answered) {
				answer(null, nodeId(), answered, 0);
			}
			else {
				execute(null, nodeId(), request);
			}
		}
		catch (RuntimeException ex) {
			dropped(nodeId(), message, ex);
		}
	}

	private void execute(@Nullable LinkSession session, String node, NodeRequest request) {
		if (request instanceof NodeRequest.Kill kill) {
			if (session != null) {
				this.observer.killRequested(node, nodeId() + '#' + kill.port(), kill.reason());
			}
			this.ports.kill(kill.port(), kill.reason());
		}
		else if (request instanceof NodeRequest.Spawn spawn) {
			spawn(node, spawn);
		}
		else if (request instanceof NodeRequest.Call call) {
			call(session, node, call);
		}
		else if (session != null) {
			monitor(session, request);
		}
	}

	private void monitor(LinkSession session, NodeRequest request) {
		if (request instanceof NodeRequest.Monitor monitor) {
			session.monitors().monitor(monitor.port());
		}
		else if (request instanceof NodeRequest.Unmonitor unmonitor) {
			session.monitors().unmonitor(unmonitor.port());
		}
		else if (request instanceof NodeRequest.Died died) {
			session.peer().died(session.queue(), died.port(), died.reason());
		}
	}

	private void spawn(String node, NodeRequest.Spawn spawn) {
		FunctionRegistry.Init init = this.functions.findInit(spawn.initFunction());
		if (init == null) {
			throw new IllegalArgumentException(this.functions.unknownInit(spawn.initFunction()));
		}
		checkPermitted(node, spawn.initFunction());
		if (spawn.port().length() > MAX_NAME_LENGTH || spawn.port().chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("the port name is too long or not printable");
		}
		this.ports.spawn(spawn.port(), init.options(), init.function(), spawn.arguments(), node);
	}

	private void call(@Nullable LinkSession session, String node, NodeRequest.Call call) {
		if (this.global.understands(call.function())) {
			if (session != null) {
				session.pending().globalRequested();
			}
			this.control.execute(() -> global(session, node, call));
			return;
		}
		NodeFunction function = this.functions.find(call.function());
		if (function == null) {
			throw new IllegalArgumentException("there is no function of that name");
		}
		checkPermitted(node, call.function());
		try {
			function.call(node, call.arguments());
		}
		catch (Exception | Error ex) {
			throw new IllegalArgumentException("the function failed: " + ex, ex);
		}
	}

	/** Returns whether more may follow. */
	private boolean global(LinkSession session, NodeRequest.Call call, int bytes) {
		boolean more = session.pending().globalRequested();
		this.control.executeHere(() -> bytes <= Control.BRIEF_BYTES
				&& this.global.isBrief(call.function(), call.arguments()) && session.countBrief(),
				() -> global(session, session.node(), call));
		return more;
	}

	private void global(@Nullable LinkSession session, String node, NodeRequest.Call call) {
		try {
			if (session == null || session.queue() == session.peer().queue()) {
				this.global.request(node, call.function(), call.arguments());
			}
		}
		catch (RuntimeException ex) {
			dropped(node, Message.of(call.function()).append(call.arguments().toList().toArray()), ex);
		}
		finally {
			if (session != null) {
				session.pending().globalHandled();
			}
		}
	}

	private void checkPermitted(String node, String function) {
		if (!isPermitted(node, function)) {
			throw new IllegalArgumentException("the execution policy refuses it");
		}
	}

	private boolean isPermitted(String node, String function) {
		try {
			return this.policy.permits(node, function);
		}
		catch (Error ex) {
			// an error of the application is no reason to end the connection
			throw new IllegalStateException("the execution policy failed: " + ex, ex);
		}
	}

	/** Executes a request with an answer. Returns whether more may follow. */
	boolean answer(LinkSession session, NodeRequest.Answered request, int bytes) {
		try {
			return answer(session, session.node(), request, bytes);
		}
		catch (RuntimeException ex) {
			dropped(session.node(), Message.of(request.port()), ex);
			return true;
		}
	}

	/**
	 * Sends an answer. An answer addressed to this node port is itself a request of the
	 * same node. A loop unwraps such requests, so that nesting causes no recursion.
	 * @return whether more may follow
	 */
	private boolean answer(@Nullable LinkSession session, String node, NodeRequest.Answered request, int bytes) {
		NodeRequest.Answered current = request;
		while (isNodePort(current.port(), nodeId())) {
			NodeRequest inner = NodeRequest.parse(reply(node, current));
			if (!(inner instanceof NodeRequest.Answered answered)) {
				execute(session, node, inner);
				return true;
			}
			current = answered;
		}
		Message reply = reply(node, current);
		if (session != null && PortIds.nameOf(current.port()).isEmpty() && !isNodePort(current.port(), node)) {
			checkNeutral(NodeRequest.parse(reply));
		}
		return send(session, current.port(), reply, bytes);
	}

	private boolean send(@Nullable LinkSession session, String port, Message message, int bytes) {
		String name = PortIds.nameOf(port);
		if (session != null && !name.isEmpty() && this.messenger.isLocal(port)) {
			// a relayed message is subject to flow control too
			return session.deliver(name, message, bytes);
		}
		this.messenger.send(this.ports.runtime().outside(), port, message, true);
		return true;
	}

	private static boolean isNodePort(String port, String node) {
		return PortIds.nodeOf(port).equals(node) && PortIds.nameOf(port).isEmpty();
	}

	/**
	 * Checks a request that this node passes to a third node on behalf of a peer. The
	 * third node takes it for a request of this node, so only an answer to a port is
	 * allowed.
	 */
	private static void checkNeutral(NodeRequest request) {
		boolean neutral = request instanceof NodeRequest.Nothing || (request instanceof NodeRequest.Answered answered
				&& !(request instanceof NodeRequest.Evaluate) && !PortIds.nameOf(answered.port()).isEmpty());
		if (!neutral) {
			throw new IllegalArgumentException("this node does not pass that request on for a peer");
		}
	}

	private Message reply(String node, NodeRequest.Answered request) {
		if (request instanceof NodeRequest.Can can) {
			boolean understood = NodeRequest.NAMES.contains(can.request()) || this.global.understands(can.request())
					|| this.functions.contains(can.request());
			return can.message().append(understood ? "1" : "");
		}
		if (request instanceof NodeRequest.Time time) {
			Instant now = this.ports.runtime().timers().now();
			return time.message().append(now.getEpochSecond() + now.getNano() / 1e9);
		}
		if (request instanceof NodeRequest.Evaluate evaluate) {
			return evaluate.message().append(evaluate(node, evaluate.expression()));
		}
		return request.message();
	}

	private @Nullable Object[] evaluate(String node, String expression) {
		Evaluation evaluation = this.functions.findEvaluation(expression);
		if (evaluation == null || !isPermitted(node, "eval")) {
			return new Object[] { "nothing is registered to be evaluated for this expression" };
		}
		try {
			return Message.of("").append(evaluation.evaluate(node).toArray()).toList().toArray();
		}
		catch (Exception | Error ex) {
			return new Object[] { String.valueOf(ex.getMessage()) };
		}
	}

	private void dropped(String node, Message request, RuntimeException ex) {
		this.drops.dropped(node,
				"request " + Values.display(request.isEmpty() ? "" : request.get(0)) + ": " + ex.getMessage());
	}

}
