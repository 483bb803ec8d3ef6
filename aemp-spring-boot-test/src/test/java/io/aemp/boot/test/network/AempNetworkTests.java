package io.aemp.boot.test.network;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aemp.Database;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a test has with the starter alone. */
@SpringBootTest(properties = { "aemp.node-id=main", "aemp.binds=*:4040", "aemp.seeds=aemp.example.org:4040",
		"aemp.secret=of the real network" })
class AempNetworkTests {

	@Autowired
	private Node node;

	@Autowired
	private Database database;

	@Autowired
	private AempNetwork network;

	@Autowired
	private NodeConfiguration configuration;

	@Test
	void nodeIsAloneInMemory() {
		assertThat(this.node.network().isUp("worker")).isFalse();
		assertThat(this.configuration.binds()).containsExactly("main:4040");
		assertThat(this.configuration.seeds()).containsExactly("main:4040");
		assertThat(this.configuration.strictLocalSends()).isTrue();
		assertThat(this.network.nodes()).containsExactly("main");
	}

	@Test
	void twoContextsAreOneNetwork() throws Exception {
		try (ConfigurableApplicationContext worker = this.network.run(Application.class, "--aemp.node-id=worker")) {
			String upper = await()
				.until(() -> members().stream().filter((port) -> port.startsWith("worker#")).findAny(),
						(port) -> port.isPresent())
				.get();
			assertThat(this.node.call(upper, "upper", "abc").get(30, TimeUnit.SECONDS).text(0)).isEqualTo("ABC");
			assertThat(worker.getBean(AempNetwork.class)).isSameAs(this.network);
		}
		await().until(() -> members().size() == 1);
		assertThat(this.network.nodes()).containsExactly("main");
	}

	private List<String> members() {
		return List.copyOf(this.database.snapshot("uppers").keySet());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Uppers.class)
	static class Application {

		@Autowired
		void listen(Database database) {
			database.monitor("uppers", (change) -> {
			});
		}

	}

	@AempPort(families = "uppers")
	static class Uppers {

		@Receive("upper")
		String upper(String text) {
			return text.toUpperCase();
		}

	}

}
