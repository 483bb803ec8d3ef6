package io.aemp.benchmarks.subject.spring;

import java.util.List;

import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.PortId;
import io.aemp.annotation.Receive;
import io.aemp.benchmarks.process.ServerReceiver;

/** A bean that answers, with the default dispatcher. */
@AempPort(name = EchoPort.NAME, families = EchoPort.NAME)
class EchoPort {

	static final String NAME = "echo";

	private final Node node;

	private final ServerReceiver receiver;

	/** The port of the sending side. */
	private String client = "";

	EchoPort(Node node, ServerReceiver receiver) {
		this.node = node;
		this.receiver = receiver;
	}

	@Receive("hello")
	void hello(@PortId String client) {
		this.client = client;
		this.node.send(client, "ready", "");
	}

	@Receive("small")
	void small(int number) {
		long count = this.receiver.received(number);
		if (count > 0) {
			this.node.send(this.client, "acknowledged", count);
		}
	}

	@Receive("call")
	int call(int number) {
		return number;
	}

	@Receive("order")
	Order order(Order order) {
		return order;
	}

	@Receive("shipment")
	Shipment shipment(Shipment shipment) {
		return shipment;
	}

	@Receive("orders")
	List<Order> orders(List<Order> orders) {
		return orders;
	}

}
