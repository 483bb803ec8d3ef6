package io.aemp.node;

import java.util.Set;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;

/** A request to the node port, taken apart once. */
sealed interface NodeRequest {

	/** The function by which ports are created on another node. */
	String SPAWN = "AnyEvent::MP::_spawn";

	/** A part of a large message, where that was agreed on. */
	String PART = "part";

	/** The peer has taken bytes of a large message. */
	String PART_TAKEN = "part_taken";

	/** The large message is to be handed over. */
	String PART_END = "part_end";

	/** The names of the requests that every node understands. */
	Set<String> NAMES = Set.of("mon1", "mon0", "kil0", "kil1", "snd", "can", "time", "eval", "devnull", SPAWN, PART,
			PART_TAKEN, PART_END);

	/**
	 * Takes a request apart.
	 * @param request the elements of the packet, without the empty port name
	 * @return the request
	 * @throws IllegalArgumentException if it makes no sense
	 */
	static NodeRequest parse(Message request) {
		if (request.isEmpty()) {
			return new Nothing();
		}
		Object first = request.get(0);
		if (!(first instanceof String || first instanceof byte[])) {
			throw new IllegalArgumentException("the name of the request is not text");
		}
		String name = request.text(0);
		Message arguments = request.from(1);
		return switch (name) {
			case "", "devnull" -> new Nothing();
			case "mon1" -> new Monitor(portName(arguments));
			case "mon0" -> isNull(arguments) ? new Nothing() : new Unmonitor(portName(arguments));
			case "kil0" -> new Died(portName(arguments), reason(arguments));
			case "kil1" -> new Kill(portName(arguments), reason(arguments));
			case "snd" -> new Relay(portId(arguments, 0), arguments.from(1));
			case "can" -> new Can(arguments.text(0), portId(arguments, 1), arguments.from(2));
			case "time" -> new Time(portId(arguments, 0), arguments.from(1));
			case "eval" -> new Evaluate(arguments.text(0), portId(arguments, 1), arguments.from(2));
			case SPAWN -> new Spawn(portName(arguments), arguments.text(1), arguments.from(2));
			case PART -> new Part(arguments.integer(0), arguments.bytes(1));
			case PART_TAKEN -> new PartTaken(arguments.integer(0));
			case PART_END -> new PartEnd();
			default -> new Call(name, arguments);
		};
	}

	private static boolean isNull(Message arguments) {
		return arguments.isEmpty() || arguments.get(0) == null;
	}

	private static String portName(Message arguments) {
		String name = arguments.text(0);
		if (name.isEmpty()) {
			throw new IllegalArgumentException("the node port is not to be monitored or killed by a request");
		}
		return name;
	}

	private static Reason reason(Message arguments) {
		return Reason.of(arguments.from(1).toList().toArray());
	}

	private static String portId(Message arguments, int index) {
		String id = arguments.text(index);
		if (!PortIds.isPeerNodeId(PortIds.nodeOf(id))) {
			throw new IllegalArgumentException("'" + Values.display(id) + "' is not a port ID");
		}
		return id;
	}

	/** Nothing is to be done. */
	record Nothing() implements NodeRequest {

	}

	/**
	 * The peer starts to monitor a port of this node.
	 *
	 * @param port the port name
	 */
	record Monitor(String port) implements NodeRequest {

	}

	/**
	 * The peer stops monitoring a port of this node.
	 *
	 * @param port the port name
	 */
	record Unmonitor(String port) implements NodeRequest {

	}

	/**
	 * A port of the peer died that is monitored from here.
	 *
	 * @param port the port name
	 * @param reason why
	 */
	record Died(String port, Reason reason) implements NodeRequest {

	}

	/**
	 * A port of this node is to be killed.
	 *
	 * @param port the port name
	 * @param reason why
	 */
	record Kill(String port, Reason reason) implements NodeRequest {

	}

	/** A request with an answer: it proves that all before it took effect. */
	sealed interface Answered extends NodeRequest {

		/**
		 * Where the answer goes.
		 * @return a port ID
		 */
		String port();

		/**
		 * How the answer begins.
		 * @return the elements
		 */
		Message message();

	}

	/**
	 * A message is to be passed on.
	 *
	 * @param port the ID of the port that is to get it
	 * @param message the message
	 */
	record Relay(String port, Message message) implements Answered {

	}

	/**
	 * Whether a request is understood.
	 *
	 * @param request the name of the request
	 * @param port where the answer goes
	 * @param message how the answer begins
	 */
	record Can(String request, String port, Message message) implements Answered {

	}

	/**
	 * What time it is.
	 *
	 * @param port where the answer goes
	 * @param message how the answer begins
	 */
	record Time(String port, Message message) implements Answered {

	}

	/**
	 * An expression is to be evaluated.
	 *
	 * @param expression the text of the expression
	 * @param port where the answer goes
	 * @param message how the answer begins
	 */
	record Evaluate(String expression, String port, Message message) implements Answered {

	}

	/**
	 * A port is to be created.
	 *
	 * @param port the port name
	 * @param initFunction the name of the init function
	 * @param arguments the init data
	 */
	record Spawn(String port, String initFunction, Message arguments) implements NodeRequest {

	}

	/**
	 * A function is to be called.
	 *
	 * @param function its name
	 * @param arguments its arguments
	 */
	record Call(String function, Message arguments) implements NodeRequest {

	}

	/** Belongs to a large message that is sent in parts. */
	sealed interface OfParts extends NodeRequest {

	}

	/**
	 * Brings the next bytes.
	 *
	 * @param total the bytes of the whole message
	 * @param bytes the next of them
	 */
	record Part(long total, byte[] bytes) implements OfParts {

	}

	/**
	 * The peer has room for more.
	 *
	 * @param bytes how many it has taken
	 */
	record PartTaken(long bytes) implements OfParts {

	}

	/** What arrived in parts is to be handed over. */
	record PartEnd() implements OfParts {

	}

}
