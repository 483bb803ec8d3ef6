package io.aemp.node;

import java.util.Set;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.outbound.HeadersRequest;
import io.aemp.outbound.PartsAgreement;

/** A decoded request to the node port. */
sealed interface NodeRequest {

	/** The function that creates a port on another node. */
	String SPAWN = "AnyEvent::MP::_spawn";

	/** The names of the requests that every node understands. */
	Set<String> NAMES = Set.of("mon1", "mon0", "kil0", "kil1", "snd", "can", "time", "eval", "devnull", SPAWN,
			PartsAgreement.PART, PartsAgreement.PART_TAKEN, PartsAgreement.PART_END, HeadersRequest.NAME);

	/**
	 * Decodes a request.
	 * @param request the elements of the packet, without the empty port name
	 * @return the request
	 * @throws IllegalArgumentException if the request is invalid
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
			case PartsAgreement.PART -> new Part(arguments.integer(0), arguments.bytes(1));
			case PartsAgreement.PART_TAKEN -> new PartTaken(arguments.integer(0));
			case PartsAgreement.PART_END -> new PartEnd();
			default -> new Call(name, arguments);
		};
	}

	private static boolean isNull(Message arguments) {
		return arguments.isEmpty() || arguments.get(0) == null;
	}

	private static String portName(Message arguments) {
		String name = arguments.text(0);
		if (name.isEmpty()) {
			throw new IllegalArgumentException("the node port cannot be monitored or killed by a request");
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

	/** Does nothing. */
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
	 * A port of the peer that this node monitors has died.
	 *
	 * @param port the port name
	 * @param reason why
	 */
	record Died(String port, Reason reason) implements NodeRequest {

	}

	/**
	 * Kills a port of this node.
	 *
	 * @param port the port name
	 * @param reason why
	 */
	record Kill(String port, Reason reason) implements NodeRequest {

	}

	/**
	 * A request with an answer. The answer proves that all earlier requests took effect.
	 */
	sealed interface Answered extends NodeRequest {

		/**
		 * Returns where the answer goes.
		 * @return a port ID
		 */
		String port();

		/**
		 * Returns how the answer begins.
		 * @return the elements
		 */
		Message message();

	}

	/**
	 * Passes a message on.
	 *
	 * @param port the ID of the receiving port
	 * @param message the message
	 */
	record Relay(String port, Message message) implements Answered {

	}

	/**
	 * Asks whether this node understands a request.
	 *
	 * @param request the name of the request
	 * @param port where the answer goes
	 * @param message how the answer begins
	 */
	record Can(String request, String port, Message message) implements Answered {

	}

	/**
	 * Asks for the time.
	 *
	 * @param port where the answer goes
	 * @param message how the answer begins
	 */
	record Time(String port, Message message) implements Answered {

	}

	/**
	 * Evaluates an expression.
	 *
	 * @param expression the text of the expression
	 * @param port where the answer goes
	 * @param message how the answer begins
	 */
	record Evaluate(String expression, String port, Message message) implements Answered {

	}

	/**
	 * Creates a port.
	 *
	 * @param port the port name
	 * @param initFunction the name of the init function
	 * @param arguments the init data
	 */
	record Spawn(String port, String initFunction, Message arguments) implements NodeRequest {

	}

	/**
	 * Calls a function.
	 *
	 * @param function its name
	 * @param arguments its arguments
	 */
	record Call(String function, Message arguments) implements NodeRequest {

	}

	/** A request that belongs to a large message sent in parts. */
	sealed interface OfParts extends NodeRequest {

	}

	/**
	 * Carries the next bytes of a large message.
	 *
	 * @param total the size of the whole message in bytes
	 * @param bytes the next bytes
	 */
	record Part(long total, byte[] bytes) implements OfParts {

	}

	/**
	 * The peer has taken bytes and has room for more.
	 *
	 * @param bytes the number of bytes taken
	 */
	record PartTaken(long bytes) implements OfParts {

	}

	/** Hands over the message that arrived in parts. */
	record PartEnd() implements OfParts {

	}

}
