package io.aemp.boot.test.guide.shop;

import io.aemp.Node;
import io.aemp.boot.test.guide.prices.PricesApplication;
import io.aemp.boot.test.network.AempNetwork;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(properties = { "aemp.node-id=shop", "aemp.client.prices.family=prices" })
class ShopNetworkTests {

	@Autowired
	private AempNetwork network;

	@Autowired
	private Node node;

	@Autowired
	private Checkout checkout;

	@Test
	void sellsThoughAPriceListCrashes() {
		try (var one = this.network.run(PricesApplication.class, "--aemp.node-id=one");
				var two = this.network.run(PricesApplication.class, "--aemp.node-id=two")) {
			await().untilAsserted(() -> assertThat(this.node).family("prices").hasMembersOn("one", "two"));
			this.network.kill("one");
			assertThat(this.checkout.total("screws", 3)).isEqualTo(18);
			await().untilAsserted(() -> assertThat(this.node).family("prices").hasMembersOn("two"));
		}
	}

}
