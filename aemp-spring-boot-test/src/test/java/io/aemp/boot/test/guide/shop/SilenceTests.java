package io.aemp.boot.test.guide.shop;

import java.time.Duration;

import io.aemp.Node;
import io.aemp.boot.test.network.AempClock;
import io.aemp.boot.test.network.AempNetwork;
import io.aemp.boot.test.network.AutoConfigureAempNetwork;
import io.aemp.boot.test.probe.AempProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(properties = { "aemp.node-id=shop", "aemp.client.prices.family=prices" })
@AutoConfigureAempNetwork(clock = AempClock.Mode.MANUAL)
class SilenceTests {

	@Test
	void silentNodeIsLost(@Autowired AempNetwork network, @Autowired Node node, @Autowired AempProbe probe) {
		Node other = network.node("other");
		await().untilAsserted(() -> assertThat(node).isConnectedTo("other"));
		probe.monitor(other.open().id());
		network.partition("shop", "other");
		network.clock().advance(Duration.ofSeconds(15));
		probe.expectDeath("transport_error", "other");
	}

}
