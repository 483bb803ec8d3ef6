package io.aemp.boot.test.guide.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.aemp.Node;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Over sockets: the in-memory network has no data connections. */
class ArchiveTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withPropertyValues("aemp.secret=secret", "aemp.binds=127.0.0.1:0");

	@Test
	void storesAFile(@TempDir Path folder, @TempDir Path archive) throws Exception {
		Path file = Files.writeString(folder.resolve("file"), "text");
		this.runner.withBean(Archive.class)
			.withPropertyValues("aemp.node-id=archive-node", "archive.folder=" + archive)
			.run((one) -> this.runner.withBean(Backup.class)
				.withPropertyValues("aemp.node-id=here",
						"aemp.seeds=" + one.getBean(Node.class).network().listeners().get(0))
				.run((other) -> {
					await().until(() -> other.getBean(Node.class).network().isUp("archive-node"));
					assertThat(other.getBean(Backup.class).save(file)).succeedsWithin(Duration.ofMinutes(1))
						.isEqualTo(4L);
				}));
		assertThat(archive.resolve("file")).hasContent("text");
	}

}
