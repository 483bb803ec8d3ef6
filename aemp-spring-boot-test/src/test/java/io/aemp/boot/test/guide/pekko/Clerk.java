package io.aemp.boot.test.guide.pekko;

import java.time.Duration;

import io.aemp.Message;
import io.aemp.Node;
import org.springframework.stereotype.Component;

@Component
class Clerk {

	private final Node node;

	Clerk(Node node) {
		this.node = node;
	}

	long serve(String account, Runnable gone) {
		this.node.monitor(account, (reason) -> gone.run());
		this.node.send(account, "deposit", 100);
		Message left = this.node.call(account, Message.of("withdraw", 30), Duration.ofSeconds(3)).join();
		return left.integer(0);
	}

}
