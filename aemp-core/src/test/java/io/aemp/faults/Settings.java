package io.aemp.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.FailureDetector;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;

/** The settings of a node and its traffic, as arguments of a process. */
final class Settings {

	/** Failure detection for tests that must not take long. */
	static final FailureDetector QUICK = FailureDetector.builder()
		.heartbeat(Duration.ofMillis(200))
		.minimum(Duration.ofMillis(1500))
		.maximum(Duration.ofMillis(2500))
		.otherMinimum(Duration.ofSeconds(3))
		.otherMaximum(Duration.ofSeconds(5))
		.answer(Duration.ofMillis(500))
		.build();

	private final Map<String, String> values = new LinkedHashMap<>();

	static Settings node(String id) {
		return new Settings().with("id", id);
	}

	static Settings parse(String... arguments) {
		Settings settings = new Settings();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			settings.with(argument.substring(0, equals), argument.substring(equals + 1));
		}
		return settings;
	}

	private Settings with(String name, Object value) {
		this.values.put(name, value.toString());
		return this;
	}

	Settings bind(String bind) {
		return with("bind", bind);
	}

	Settings seeds(String... seeds) {
		return with("seeds", String.join(",", seeds));
	}

	/** Fails and tries again within a second or so. */
	Settings quick() {
		return with("quick", true);
	}

	Settings global() {
		return with("global", true);
	}

	/**
	 * What the node sends to each other one: messages at a time, milliseconds between.
	 */
	Settings pace(int batch, int pause, int size) {
		return with("batch", batch).with("pause", pause).with("size", size);
	}

	List<String> arguments() {
		return this.values.entrySet().stream().map((value) -> value.getKey() + "=" + value.getValue()).toList();
	}

	String id() {
		return this.values.get("id");
	}

	NodeConfigurationBuilder configuration() {
		NodeConfigurationBuilder builder = NodeConfiguration.builder()
			.nodeId(id())
			.binds(this.values.getOrDefault("bind", "127.0.0.1:0"))
			.secret("geheim");
		if (this.values.containsKey("seeds")) {
			builder.seeds(this.values.get("seeds").split(","));
		}
		if (this.values.containsKey("quick")) {
			builder.failureDetector(QUICK)
				.connectInterval(Duration.ofMillis(300))
				.monitorTimeout(Duration.ofSeconds(2));
		}
		if (this.values.containsKey("global")) {
			builder.globalMode(NodeConfiguration.GlobalMode.ALWAYS);
		}
		return builder;
	}

	/** By default a little in each millisecond or so. */
	Traffic.Pace pace() {
		return new Traffic.Pace(number("batch", 1), Duration.ofMillis(number("pause", 1)), number("size", 20));
	}

	private int number(String name, int otherwise) {
		return Integer.parseInt(this.values.getOrDefault(name, Integer.toString(otherwise)));
	}

}
