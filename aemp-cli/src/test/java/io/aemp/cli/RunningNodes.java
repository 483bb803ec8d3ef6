package io.aemp.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A seed over a real socket, and the command that knows it. */
abstract class RunningNodes {

	/** Kept, since the JDK forgets the levels of loggers that nobody holds. */
	private static final Logger LOGGER = Logger.getLogger("io.aemp");

	private final Deque<Node> nodes = new ArrayDeque<>();

	CommandRun aemp;

	Node seed;

	@BeforeAll
	static void logNothing() {
		LOGGER.setLevel(Level.OFF);
	}

	@BeforeEach
	final void prepare(@TempDir Path folder) {
		this.aemp = new CommandRun(folder);
		this.seed = start("A");
		this.aemp.run("setsecret", "geheim", "setseeds", address());
	}

	final String address() {
		return this.seed.network().listeners().get(0);
	}

	final Node start(String id) {
		NodeConfigurationBuilder configuration = NodeConfiguration.builder()
			.nodeId(id)
			.binds("127.0.0.1:0")
			.secret("geheim");
		if (this.seed != null) {
			configuration.seeds(address());
		}
		Node node = Nodes.start(configuration.build());
		this.nodes.push(node);
		return node;
	}

	@AfterEach
	final void closeNodes() {
		while (!this.nodes.isEmpty()) {
			this.nodes.pop().close();
		}
	}

}
