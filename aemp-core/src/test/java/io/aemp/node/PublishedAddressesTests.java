package io.aemp.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.aemp.InvalidConfigurationException;
import io.aemp.link.Link;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link PublishedAddresses}. */
class PublishedAddressesTests {

	private final PublishedAddresses published = new PublishedAddresses("me");

	private Optional<String> problem(String peer, String seenAt) {
		return this.published
			.problem(new Link.Info("peer", peer, true, "cbor", "cbor", false, null, Map.of("peeraddr", seenAt)));
	}

	@Test
	void whatIsBoundIsPublishedUnlessSomethingElseIsAdvertised() {
		List<String> bound = List.of("10.0.0.1:4040", "[fd00::1]:5000");
		assertThat(this.published.publish(List.of(), bound)).isEqualTo(bound);
		assertThat(this.published.publish(List.of("node.example.org:14040"), bound))
			.containsExactly("node.example.org:14040");
		assertThat(this.published.publish(List.of("*:*", "node.example.org:*"), bound)).containsExactly("10.0.0.1:4040",
				"[fd00::1]:5000", "node.example.org:4040", "node.example.org:5000");
		assertThat(this.published.publish(List.of("*:443"), bound)).containsExactly("10.0.0.1:443", "[fd00::1]:443");
		assertThat(this.published.publish(List.of("node.example.org", "node.example.org:0"), List.of("10.0.0.1:4040")))
			.containsExactly("node.example.org:4040");
	}

	@Test
	void whoListensNowhereCannotBeKnownAnywhere() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> this.published.publish(List.of("node.example.org:4040"), List.of()))
			.withMessageContaining("'advertise'")
			.withMessageContaining("listens nowhere");
	}

	@Test
	void loopbackIsOfNoUseToPeersOnOtherHosts() {
		this.published.publish(List.of(), List.of("127.0.0.1:4040", "[::1]:4040"));
		assertThat(problem("10.0.0.2:4040", "10.0.0.1:55555").orElse("")).contains("only loopback")
			.contains("127.0.0.1:4040")
			.contains("10.0.0.2:4040");
		assertThat(problem("127.0.0.1:4040", "127.0.0.1:55555")).isEmpty();
		assertThat(problem("10.0.0.1:4040", "10.0.0.1:55555")).as("on this host").isEmpty();
	}

	@Test
	void theAddressOfThePeerIsOfNoUseEither() {
		this.published.publish(List.of(), List.of("172.17.0.2:4040"));
		assertThat(problem("172.17.0.2:4040", "192.0.2.1:55555").orElse("")).contains("the address of peer peer");
		assertThat(problem("172.17.0.3:4040", "192.0.2.1:55555")).isEmpty();
		this.published.publish(List.of("*:*", "node.example.org:4040"), List.of("172.17.0.2:4040"));
		assertThat(problem("172.17.0.2:4040", "192.0.2.1:55555")).isEmpty();
	}

	@Test
	void aPrivateNodeCannotBeDialledAnyhow() {
		this.published.publish(List.of(), List.of());
		assertThat(problem("10.0.0.2:4040", "10.0.0.1:55555")).isEmpty();
	}

}
