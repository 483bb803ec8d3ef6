package io.aemp.boot.test.guide.plain;

import io.aemp.Node;
import io.aemp.NodeExtension;

public final class Worker implements NodeExtension {

	@Override
	public void extend(Node node) {
		node.functions()
			.registerInit("Worker::start",
					(self, arguments) -> self.receive((message) -> node.send(message.text(1), "done", message.get(0))));
	}

}
