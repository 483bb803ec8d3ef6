package io.aemp;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The functions that other nodes may run on this node, registered by name. Other nodes
 * can run nothing else. A name is any non-empty text without blanks,
 * {@code Package::function} for example. A function with the name {@code x} can also be
 * called as {@code ::x} and {@code main::x}. The {@link ExecutionPolicy} decides whether
 * a node may use a function.
 */
public interface Functions {

	/**
	 * The name under which a function is known, whichever of its names is given.
	 * @param name a name, with or without the prefix for Perl's main package
	 * @return the name without that prefix
	 */
	static String canonicalName(String name) {
		String rest = name.startsWith("main::") ? name.substring("main".length()) : name;
		return rest.startsWith("::") ? rest.substring(2) : rest;
	}

	/**
	 * Registers an init function for {@link Node#spawn}. Its ports have the default
	 * options.
	 * @param name the name
	 * @param function sets up the new port
	 * @return removes the function
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	default Guard registerInit(String name, InitFunction function) {
		return registerInit(name, PortOptions.DEFAULTS, function);
	}

	/**
	 * Registers an init function for {@link Node#spawn}.
	 * @param name the name
	 * @param options the options of its ports; their dispatcher runs the init function
	 * too
	 * @param function sets up the new port
	 * @return removes the function
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	Guard registerInit(String name, PortOptions options, InitFunction function);

	/**
	 * Registers a process for {@link Node#spawn}. Its port lives for as long as the
	 * function runs, and dies with it. Its ports have the default options.
	 * @param name the name
	 * @param function what the process does
	 * @return removes the function; processes that run go on
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	default Guard registerProcess(String name, ProcessFunction function) {
		return registerProcess(name, PortOptions.DEFAULTS, function);
	}

	/**
	 * Registers a process for {@link Node#spawn}, see
	 * {@link #registerProcess(String, ProcessFunction)}.
	 * @param name the name
	 * @param options label and mailbox limit of its ports, see
	 * {@link Node#openProcess(PortOptions, ProcessBody)}
	 * @param function what the process does
	 * @return removes the function; processes that run go on
	 * @throws IllegalArgumentException if the name is taken or not valid, or the options
	 * name a dispatcher that a process cannot have
	 */
	Guard registerProcess(String name, PortOptions options, ProcessFunction function);

	/**
	 * Registers a function that a node calls by sending its name to the node port.
	 * @param name the name
	 * @param function the function; a thread of the library calls it, so it must not
	 * block
	 * @return removes the function
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	Guard register(String name, NodeFunction function);

	/**
	 * Registers the answer to {@code eval} of one expression.
	 * @param expression the exact text of the expression
	 * @param evaluation computes the result; must not block
	 * @return removes the evaluation
	 * @throws IllegalArgumentException if the expression is taken
	 */
	Guard registerEvaluation(String expression, Evaluation evaluation);

	/** Sets up a spawned port. */
	@FunctionalInterface
	interface InitFunction {

		/**
		 * Runs in the context of the new port, before its first message. It must set a
		 * receiver, otherwise the port is not created.
		 * @param self the new port
		 * @param arguments the init data
		 * @throws Exception to kill the port with {@code die, MESSAGE}
		 */
		void init(Port self, Message arguments) throws Exception;

	}

	/** What a spawned process does. */
	@FunctionalInterface
	interface ProcessFunction {

		/**
		 * Runs on the thread of the process. When it returns, the process dies normally.
		 * @param process the process
		 * @param arguments the init data
		 * @throws Exception to kill the process with {@code die, MESSAGE}
		 */
		void run(Process process, Message arguments) throws Exception;

	}

	/** A function that other nodes, and this node itself, can call. */
	@FunctionalInterface
	interface NodeFunction {

		/**
		 * Runs outside ports: on the thread of the connection, or on the caller's thread
		 * if the caller is on this node. Calls over one connection keep their order;
		 * other calls may overlap.
		 * @param node the ID of the calling node
		 * @param arguments the arguments
		 * @throws Exception to have the call logged as failed; the caller is not told
		 */
		void call(String node, Message arguments) throws Exception;

	}

	/** Answers {@code eval} of one expression. */
	@FunctionalInterface
	interface Evaluation {

		/**
		 * Computes the result. Runs on the same threads as {@link NodeFunction#call}.
		 * @param node the ID of the calling node
		 * @return the results
		 * @throws Exception to answer with its message as the error text
		 */
		List<? extends @Nullable Object> evaluate(String node) throws Exception;

	}

}
