package io.aemp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.PeerEvent;
import io.aemp.cli.CommandRun.Result;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The subcommand that runs a node. */
class RunCommandTests extends RunningNodes {

	@Test
	void aNodeRunsWithItsServicesAndStartsAgain(@TempDir Path classPath) throws IOException {
		Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
		Files.writeString(services.resolve("io.aemp.NodeExtension"), EchoExtension.class.getName());
		this.aemp.run("profile", "child", "nodeid", "child", "binds", "127.0.0.1:0", "services",
				"[[\"Echo::start\",\"hello\"]]");
		BlockingQueue<PeerEvent> events = new LinkedBlockingQueue<>();
		this.seed.network().monitor((event) -> {
			if (event.node().equals("child")) {
				events.add(event);
			}
		});
		Thread run = new Thread(
				() -> this.aemp.result("run", "profile", "child", "--class-path", classPath.toString()));
		run.start();
		try {
			assertThat(BoundedWait.take(events)).isInstanceOf(PeerEvent.Up.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
				.until(() -> this.aemp.result("eval", "child", "greeting").out().equals("\"hello\"\n"));
			this.aemp.run("restart", "child");
			assertThat(BoundedWait.take(events)).isInstanceOf(PeerEvent.Down.class);
			assertThat(BoundedWait.take(events)).isInstanceOf(PeerEvent.Up.class);
			assertThat(this.aemp.run("trace", "child")).startsWith("seed -> child\nchild -> A\n");
		}
		finally {
			run.interrupt();
			BoundedWait.join(run);
		}
		assertThat(BoundedWait.take(events)).isInstanceOf(PeerEvent.Down.class);
	}

	@Test
	void aMissingElementOfTheClassPathIsTold() {
		Result result = this.aemp.result("run", "x", "--class-path", "absent.jar");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).contains("--class-path", "'absent.jar'").hasLineCount(1);
	}

	@Test
	void saysWhyANodeDoesNotStart() {
		Result result = this.aemp.result("run", "x", "monitor_timeout", "soon");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).contains("monitor_timeout", "'soon'", "2.5").hasLineCount(1);
		assertThat(this.aemp.result("run", "x", "colour", "red").err()).contains("colour", "no such setting")
			.hasLineCount(1);
	}

}
