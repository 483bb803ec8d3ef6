package io.aemp.boot.test.guide.ports;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.annotation.InitFunction;
import org.springframework.stereotype.Component;

@Component
class Tools {

	@InitFunction("echo")
	void echo(Port self, Node node) {
		self.receive((message) -> node.send(message.text(message.size() - 1), message.get(0)));
	}

}
