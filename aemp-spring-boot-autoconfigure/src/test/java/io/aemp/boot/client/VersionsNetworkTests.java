package io.aemp.boot.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.aemp.ErrorAnswerException;
import io.aemp.Node;
import io.aemp.Reason;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A rolling upgrade, over sockets: old nodes go while new ones come. The calls may be
 * repeated, since the client learns only a moment later that a member has gone.
 */
class VersionsNetworkTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ConfigurableApplicationContext client = run(Client.class, "client", "");

	private final Prices prices = this.client.getBean(Prices.class);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void newClientsComeBeforeNewMembers() {
		String seed = this.client.getBean(Node.class).network().listeners().get(0);
		ConfigurableApplicationContext old = run(Old.class, "old", seed);
		awaitMembers(1);
		assertThat(this.prices.priceOrLower("screw")).isEqualTo("old screw");
		refuses();
		try (ConfigurableApplicationContext fresh = run(New.class, "new", seed)) {
			awaitMembers(2);
			for (int i = 0; i < 4; i++) {
				assertThat(this.prices.price("screw")).isEqualTo("new screw");
				assertThat(this.prices.priceOrLower("screw")).isEqualTo("new screw");
				assertThat(this.prices.history("screw").collectList().block(PATIENCE)).containsExactly("new screw",
						"old screw");
			}
			old.close();
			awaitMembers(1);
			assertThat(this.prices.price("screw")).isEqualTo("new screw");
			assertThat(this.prices.plain("screw")).isEqualTo("old screw");
		}
	}

	private void refuses() {
		assertThatExceptionOfType(ErrorAnswerException.class).isThrownBy(() -> this.prices.price("screw"))
			.extracting((ex) -> ex.reason().identifier())
			.isEqualTo(Reason.BAD_MESSAGE);
		assertThatExceptionOfType(ErrorAnswerException.class)
			.isThrownBy(() -> this.prices.history("screw").collectList().block(PATIENCE))
			.extracting((ex) -> ex.reason().identifier())
			.isEqualTo(Reason.BAD_MESSAGE);
	}

	/** Members are chosen in turn, so each one that is known answers. */
	private void awaitMembers(int count) {
		Node node = this.client.getBean(Node.class);
		Awaitility.await().atMost(PATIENCE).until(() -> node.database().snapshot("prices").size() == count);
		Set<String> known = new HashSet<>();
		Awaitility.await().atMost(PATIENCE).until(() -> {
			known.add(this.prices.who());
			return known.size() == count;
		});
	}

	private static ConfigurableApplicationContext run(Class<?> configuration, String nodeId, String seed) {
		return new SpringApplicationBuilder(Automatic.class, configuration).web(WebApplicationType.NONE)
			.run("--aemp.node-id=" + nodeId, "--aemp.secret=geheim", "--aemp.binds=127.0.0.1:0", "--aemp.seeds=" + seed,
					"--aemp.client.prices.family=prices", "--aemp.client.prices.timeout=60s");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	static class Automatic {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "prices", types = Prices.class)
	static class Client {

	}

	interface Prices {

		@AempExchange(value = "who", idempotent = true)
		String who();

		@AempExchange(value = "price", idempotent = true)
		String plain(String article);

		@AempExchange(value = "price", version = "2", idempotent = true)
		String price(String article);

		@AempExchange(value = "price", version = "2", lowestVersion = "1", idempotent = true)
		String priceOrLower(String article);

		@AempExchange(value = "history", version = "2", idempotent = true)
		Flux<String> history(String article);

	}

	@AempPort(families = "prices")
	static class Old {

		@Receive("who")
		String who(Node node) {
			return node.id();
		}

		@Receive("price")
		String price(String article) {
			return "old " + article;
		}

	}

	@AempPort(families = "prices")
	static class New extends Old {

		@Receive(value = "price", version = "2+")
		String newPrice(String article) {
			return "new " + article;
		}

		@Receive(value = "history", version = "2+")
		Flux<String> history(String article) {
			return Flux.just(newPrice(article), price(article));
		}

	}

}
