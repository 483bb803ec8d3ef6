package io.aemp.dataconnection;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.DataConnections.Handler;
import io.aemp.Functions;
import io.aemp.Guard;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * Who accepts data connections, by name. The names are those of functions, so each one
 * also takes its place among the functions of the node. Any thread.
 */
final class Handlers {

	private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

	private final Functions functions;

	Handlers(Functions functions) {
		this.functions = functions;
	}

	Guard add(String name, Handler handler) {
		Objects.requireNonNull(handler, "The handler must not be null");
		Guard function = this.functions.register(name, (node, arguments) -> {
			throw new IllegalStateException("'" + name
					+ "' is no function to be called: it accepts data connections, see DataConnections.connect");
		});
		this.handlers.put(Functions.canonicalName(name), handler);
		return () -> {
			if (this.handlers.remove(Functions.canonicalName(name), handler)) {
				function.close();
			}
		};
	}

	boolean isEmpty() {
		return this.handlers.isEmpty();
	}

	@Nullable Handler find(String name) {
		return this.handlers.get(Functions.canonicalName(name));
	}

	/** What to tell who asks for a name that is not there. */
	String unknown(String name) {
		return "nothing accepts data connections for '" + Values.display(name) + "' there"
				+ (isEmpty() ? "" : ", only for " + this.handlers.keySet().stream().sorted().toList())
				+ "; DataConnections.accept does";
	}

}
