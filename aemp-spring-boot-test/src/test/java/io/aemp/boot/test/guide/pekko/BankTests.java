package io.aemp.boot.test.guide.pekko;

import java.util.concurrent.CompletableFuture;

import io.aemp.Node;
import io.aemp.boot.port.AempPorts;
import io.aemp.boot.test.probe.AempProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class BankTests {

	@Test
	void tellAskAndWatch(@Autowired Clerk clerk, @Autowired Node node, @Autowired AempPorts ports,
			@Autowired Account bean, @Autowired AempProbe probe) {
		String account = ports.portOf(bean).id();
		CompletableFuture<Void> gone = new CompletableFuture<>();
		assertThat(clerk.serve(account, () -> gone.complete(null))).isEqualTo(70);
		probe.ask(account, "withdraw", 1000);
		probe.expectErrorAnswer("die", "only 70 left");
		node.kill(account, "audit");
		gone.join();
	}

	@SpringBootApplication
	static class BankApplication {

	}

}
