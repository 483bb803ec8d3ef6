package io.aemp.boot.test.guide.ports;

import java.time.Duration;
import java.time.LocalDate;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Process;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.SourceNode;
import io.aemp.boot.handler.TypedMessages;
import org.springframework.stereotype.Component;

@Component
class Till {

	private final TypedMessages messages;

	Till(TypedMessages messages) {
		this.messages = messages;
	}

	@AempProcess(families = "tills")
	void sell(Process process, Node node) throws InterruptedException {
		while (true) {
			Message request = process.receive("order");
			Order order = this.messages.read(request, 0, Order.class);
			String customer = request.text(1);
			node.send(customer, this.messages.write("offer", order.price(), process.id()));
			process.receive("accept", Duration.ofMinutes(10))
				.ifPresent((accepted) -> node.send(customer, "sold", order.article()));
		}
	}

	@AempProcess("Till::audit")
	void audit(Process process, Node node, LocalDate day, @SourceNode String auditor) throws InterruptedException {
		node.send(process.receive("send-to").text(0), "Sales of " + day + " for " + auditor);
	}

}
