package io.aemp.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.cli.network.Deadline;
import io.aemp.cli.network.ToolNode;
import io.aemp.cli.profile.ProfileFile;
import io.aemp.cli.profile.ProfileSession;
import io.aemp.runtime.Nodes;
import io.aemp.runtime.OperatorRequests;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tabulator key offers. */
class CompletionsTests {

	private static final Optional<Duration> TIMEOUT = Optional.of(Duration.ofSeconds(BoundedWait.SECONDS));

	@Test
	void offersCommandsNodesFamiliesAndPorts(@TempDir Path folder) throws IOException {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.nodeId("A")
			.binds("127.0.0.1:0")
			.secret("geheim")
			.build();
		try (Node node = Nodes.start(configuration); ToolNode tool = join(node, folder)) {
			Shell shell = new Shell(tool, "A", TIMEOUT, (line) -> {
			});
			Completions completions = new Completions(shell, new NetworkDirectory(tool, TIMEOUT));
			assertThat(completions.of(List.of("wa"), 0)).contains("watch", "nodes", "spawn", "quit");
			assertThat(completions.of(List.of("=A"), 0)).containsExactly("=A");
			assertThat(completions.of(List.of("snd", ""), 1)).containsExactly("A");
			assertThat(completions.of(List.of("snd", "A#"), 1)).isEmpty();
			OperatorRequests.answerQuestions(node);
			Port port = node.open(PortOptions.DEFAULTS);
			node.database().register("workers", port.id(), 1);
			String name = port.id().substring(1);
			assertThat(completions.of(List.of("snd", ""), 1)).contains("A", port.id());
			assertThat(completions.of(List.of("kil", "A#"), 1)).contains(port.id());
			assertThat(completions.of(List.of("cal", "#"), 1)).contains(name);
			assertThat(completions.of(List.of("ports", ""), 1)).containsExactly("A");
			// the news of a new family takes a moment
			Awaitility.await()
				.atMost(TIMEOUT.orElseThrow())
				.untilAsserted(() -> assertThat(completions.of(List.of("watch", "w"), 1)).containsExactly("workers"));
			assertThat(completions.of(List.of("log", ""), 1)).contains("info");
			assertThat(completions.of(List.of("unwatch", ""), 1)).isEmpty();
			shell.enter("watch workers");
			assertThat(completions.of(List.of("unwatch", ""), 1)).containsExactly("workers");
			assertThat(completions.of(List.of("snd", "A#x", ""), 2)).isEmpty();
		}
	}

	private static ToolNode join(Node seed, Path folder) throws IOException {
		Path file = folder.resolve("profiles");
		Files.writeString(file, "{\"secret\":\"geheim\",\"seeds\":[\"" + seed.network().listeners().get(0) + "\"]}");
		ProfileSession session = new ProfileSession(ProfileFile.of(Map.of("PERL_ANYEVENT_MP_RC", file.toString())));
		return ToolNode.join(session, new Deadline(TIMEOUT));
	}

}
