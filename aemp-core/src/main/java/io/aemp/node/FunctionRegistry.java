package io.aemp.node;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.aemp.Functions;
import io.aemp.Guard;
import io.aemp.PortOptions;
import io.aemp.Values;
import io.aemp.port.ProcessPort;
import org.jspecify.annotations.Nullable;

/** The functions that other nodes may run on this node, by name. Any thread. */
public final class FunctionRegistry implements Functions {

	private final Map<String, Init> inits = new ConcurrentHashMap<>();

	private final Map<String, NodeFunction> functions = new ConcurrentHashMap<>();

	private final Map<String, Evaluation> evaluations = new ConcurrentHashMap<>();

	private final Function<ProcessFunction, InitFunction> processes;

	/**
	 * Creates an empty registry.
	 * @param processes makes an init function of a process
	 */
	public FunctionRegistry(Function<ProcessFunction, InitFunction> processes) {
		this.processes = processes;
	}

	@Override
	public Guard registerProcess(String name, PortOptions options, ProcessFunction function) {
		return registerInit(name, ProcessPort.checked(options), this.processes.apply(function));
	}

	@Override
	public Guard registerInit(String name, PortOptions options, InitFunction function) {
		Init init = new Init(Objects.requireNonNull(function, "The function must not be null"),
				Objects.requireNonNull(options, "The options must not be null"));
		return register(this.inits, checked(name), init, "init function");
	}

	@Override
	public Guard register(String name, NodeFunction function) {
		return register(this.functions, checked(name), function, "function");
	}

	@Override
	public Guard registerEvaluation(String expression, Evaluation evaluation) {
		return register(this.evaluations, expression, evaluation, "evaluation");
	}

	private static <T> Guard register(Map<String, T> registry, String name, T value, String kind) {
		Objects.requireNonNull(name, "The name must not be null");
		Objects.requireNonNull(value, "The function must not be null");
		if (registry.putIfAbsent(name, value) != null) {
			throw new IllegalArgumentException("There is an " + kind + " named '" + name
					+ "' already; close its guard first, or choose another name");
		}
		return () -> registry.remove(name, value);
	}

	private static String checked(String name) {
		String canonical = Functions.canonicalName(name);
		if (canonical.isEmpty() || canonical.startsWith("g_") || NodeRequest.NAMES.contains(canonical)
				|| canonical.chars().anyMatch((c) -> Character.isWhitespace(c) || Character.isISOControl(c))) {
			throw new IllegalArgumentException("'" + Values.display(name)
					+ "' cannot be the name of a function: it must not be empty, contain blanks, begin with g_, or be one of "
					+ NodeRequest.NAMES.stream().sorted().toList() + "; 'Package::function' is customary");
		}
		return canonical;
	}

	@Nullable Init findInit(String name) {
		return this.inits.get(Functions.canonicalName(name));
	}

	/**
	 * Finds a function.
	 * @param name its name
	 * @return the function; {@code null} if there is none
	 */
	public @Nullable NodeFunction find(String name) {
		return this.functions.get(Functions.canonicalName(name));
	}

	@Nullable Evaluation findEvaluation(String expression) {
		return this.evaluations.get(expression);
	}

	/** Whether a function or an init function of that name is registered. */
	boolean contains(String name) {
		return find(name) != null || findInit(name) != null;
	}

	/** Returns the log message for an init function that is not registered. */
	String unknownInit(String name) {
		return "there is no init function '" + Values.display(name) + "', only "
				+ this.inits.keySet().stream().sorted().toList() + "; register it with functions().registerInit";
	}

	/**
	 * An init function.
	 *
	 * @param function sets up the port
	 * @param options the options of the port
	 */
	record Init(InitFunction function, PortOptions options) {

	}

}
