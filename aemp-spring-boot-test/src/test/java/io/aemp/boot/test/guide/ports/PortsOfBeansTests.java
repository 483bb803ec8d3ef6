package io.aemp.boot.test.guide.ports;

import java.time.Duration;
import java.util.Map;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.boot.port.AempPorts;
import io.aemp.boot.test.network.AempNetwork;
import io.aemp.boot.test.probe.AempProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(properties = "aemp.node-id=shop")
@ExtendWith(OutputCaptureExtension.class)
class PortsOfBeansTests {

	@Autowired
	private Node node;

	@Autowired
	private AempPorts ports;

	@Autowired
	private AempProbe probe;

	@Test
	void aBeanIsAPort() {
		String prices = this.ports.find("prices").orElseThrow().id();
		Map<String, Object> price = Map.of("cents", 5L, "currency", "EUR");
		this.probe.ask(prices, "set", "screws", price);
		this.probe.expect(1);
		this.probe.ask(prices, "get", "screws");
		this.probe.expect(price);
	}

	@Test
	void aSealedInterfaceNamesItsRecords() {
		this.probe.ask(this.ports.find("payments").orElseThrow().id(), "pay",
				Map.of("@type", "Card", "number", "4111"));
		this.probe.expect(Map.of("@type", "Transfer", "iban", "4111"));
	}

	@Test
	void initFunctions() {
		this.probe.ask(this.node.spawn("shop", "echo"), "hello");
		this.probe.expect("hello");
		this.node.send(this.node.spawn("shop", "Chat::connect", this.probe.id()), "say", "hello");
		this.probe.expect("heard hello");
	}

	@Test
	void processes() {
		String till = this.node.database().keys("tills").join().get(0);
		this.node.send(till, "order", Map.of("article", "screws", "price", 3.5), this.probe.id());
		Message offer = this.probe.expect("offer", 3.5);
		this.node.send(offer.text(2), "accept");
		this.probe.expect("sold", "screws");
		this.node.send(this.node.spawn("shop", "Till::audit", "2026-11-30"), "send-to", this.probe.id());
		this.probe.expect("Sales of 2026-11-30 for shop");
	}

	@Test
	void events(@Autowired AempNetwork network, CapturedOutput output) {
		network.node("other");
		await().until(() -> this.node.network().isUp("other"));
		this.node.database().register("my_image_scalers", this.probe.id());
		network.kill("other");
		this.node.open().kill("broken");
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(output).contains("1 scalers", "other: transport_error", ": broken"));
	}

}
