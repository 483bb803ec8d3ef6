package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.aemp.NodeConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Values that YAML takes for something else. */
@ExtendWith(OutputCaptureExtension.class)
class YamlTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			binds: *:4040             | '*:4040'
			binds: [*:4040]           | '*:4040'
			binds: ["[::1]:0", *:*]   | '*:*'
			node-id: %n/%u            | '%n/%u'
			node-id: %u               | '%u'
			""")
	void aValueThatNeedsQuotes(String line, String quoted, CapturedOutput output) {
		assertThatThrownBy(() -> start(line));
		assertThat(output).contains("Line 2 of a YAML file", "Write it in quotes: " + quoted);
	}

	@Test
	void aListOfValuesThatNeedQuotes(CapturedOutput output) {
		assertThatThrownBy(() -> start("binds:\n  - *:4040"));
		assertThat(output).contains("Line 3 of a YAML file", "Write it in quotes: '*:4040'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			secret: 4711471147                  | aemp.secret              | number
			secret: 0123                        | aemp.secret              | number
			secret: 12e5                        | aemp.secret              | number
			secret: yes                         | aemp.secret              | boolean
			accepted-secrets: [abc, 4711471147] | aemp.accepted-secrets[1] | number
			""")
	void aSecretThatIsNoText(String line, String property, String kind, CapturedOutput output) {
		assertThatThrownBy(() -> start(line));
		assertThat(output).contains("Property '" + property + "'", "has read it as a " + kind, "Write it in quotes")
			.doesNotContain("4711471147");
	}

	@Test
	void quotesHelp() throws IOException {
		try (ConfigurableApplicationContext context = start(
				"secret: '0123'\n  binds: '127.0.0.1:0'\n  node-id: 'yaml/%u'")) {
			NodeConfiguration configuration = context.getBean(NodeConfiguration.class);
			assertThat(configuration.nodeId()).startsWith("yaml/");
			assertThat(configuration.secret()).isEqualTo(io.aemp.Secret.of("0123"));
		}
	}

	private ConfigurableApplicationContext start(String line) throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yaml"), "aemp:\n  " + line + "\n");
		SpringApplication application = new SpringApplication(App.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run("--spring.config.location=" + file.toUri());
	}

	@ImportAutoConfiguration(AempAutoConfiguration.class)
	static class App {

	}

}
