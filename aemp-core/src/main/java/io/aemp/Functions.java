package io.aemp;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What other nodes may run on this one: nothing but what is registered here, by name. A
 * name is any non-empty text without blanks, {@code Package::function} for example; one
 * registered as {@code x} also answers to {@code ::x} and {@code main::x}. Whether a node
 * may use it is for the {@link ExecutionPolicy} to say.
 */
public interface Functions {

	/**
	 * Registers an init function, for {@link Node#spawn}, whose ports have the default
	 * options.
	 * @param name its name
	 * @param function sets up the new port
	 * @return removes it
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	default Guard registerInit(String name, InitFunction function) {
		return registerInit(name, PortOptions.DEFAULTS, function);
	}

	/**
	 * Registers an init function, for {@link Node#spawn}.
	 * @param name its name
	 * @param options how its ports are to work; the function itself is run by their
	 * dispatcher too
	 * @param function sets up the new port
	 * @return removes it
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	Guard registerInit(String name, PortOptions options, InitFunction function);

	/**
	 * Registers a function that a node calls by sending its name to the node port.
	 * @param name its name
	 * @param function the function; it is called on a thread of the library's and must
	 * not block
	 * @return removes it
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	Guard register(String name, NodeFunction function);

	/**
	 * Registers what is to be answered to {@code eval} of an expression.
	 * @param expression the exact text of the expression
	 * @param evaluation computes the result; must not block
	 * @return removes it
	 * @throws IllegalArgumentException if the expression is taken
	 */
	Guard registerEvaluation(String expression, Evaluation evaluation);

	/** Sets up a spawned port. */
	@FunctionalInterface
	interface InitFunction {

		/**
		 * Runs in the context of the new port, before its first message. It must set a
		 * receiver, or the port does not come into being.
		 * @param self the new port
		 * @param arguments the init data
		 * @throws Exception to kill the port with {@code die, MESSAGE}
		 */
		void init(Port self, Message arguments) throws Exception;

	}

	/** Is called by other nodes, and by this node itself. */
	@FunctionalInterface
	interface NodeFunction {

		/**
		 * Does what it is for. Runs outside ports, on the thread of a connection, or of
		 * the caller if that is on this node. Calls of one connection keep their order;
		 * others may overlap.
		 * @param node the ID of the node that calls
		 * @param arguments the arguments
		 * @throws Exception to have the call logged as failed; the caller is not told
		 */
		void call(String node, Message arguments) throws Exception;

	}

	/** Answers {@code eval} of one expression. */
	@FunctionalInterface
	interface Evaluation {

		/**
		 * Computes the result. Runs where {@link NodeFunction#call} does.
		 * @param node the ID of the node that asks
		 * @return the results
		 * @throws Exception to answer with its message as error text
		 */
		List<? extends @Nullable Object> evaluate(String node) throws Exception;

	}

}
