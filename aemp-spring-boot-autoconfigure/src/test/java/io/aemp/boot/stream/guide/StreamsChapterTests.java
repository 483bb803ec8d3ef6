package io.aemp.boot.stream.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.client.ImportAempClients;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** What the guide shows in its chapter is a part of the classes beside this one. */
class StreamsChapterTests {

	private static final Pattern CHAPTER = Pattern.compile("(?ms)^#### Streams$(.*?)(?=^###)");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

	@Test
	void everyBlockIsCompiled() throws IOException {
		String guide = Files.readString(Path.of("..", "docs", "guide.md"));
		String chapter = CHAPTER.matcher(guide).results().findFirst().orElseThrow().group(1);
		List<String> blocks = BLOCK.matcher(chapter).results().map((block) -> block.group(1)).toList();
		assertThat(blocks).hasSize(4);
		String sources = sources();
		assertThat(blocks).allSatisfy((block) -> assertThat(sources).contains(block));
	}

	@Test
	void theyDoWhatTheChapterSays() {
		new ApplicationContextRunner()
			.withPropertyValues("aemp.node-id=test", "aemp.client.ledgers.family=ledgers",
					"aemp.client.ledgers.timeout=60s")
			.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				Ledger ledger = context.getBean(Ledger.class);
				assertThat(new Balance(ledger).of("cash").block(Duration.ofSeconds(60))).isEqualTo(500_500);
				assertThat(ledger.entriesAtOnce("cash")).hasSize(1000).contains(new Ledger.Entry("cash", 7));
				PricePort prices = context.getBean(PricePort.class);
				context.publishEvent(new ContextClosedEvent(context));
				assertThat(prices.prices().blockLast(Duration.ofSeconds(60))).isNull();
			});
	}

	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/aemp/boot/stream/guide"))) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				sources.append(Files.readString(file));
			}
		}
		return sources.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "ledgers", types = Ledger.class)
	@Import({ LedgerPort.class, PricePort.class })
	static class Application {

	}

}
