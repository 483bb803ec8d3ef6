package io.aemp.boot.test.guide.mocks;

import io.aemp.Node;
import org.springframework.stereotype.Component;

@Component
class Orders {

	private final Node node;

	Orders(Node node) {
		this.node = node;
	}

	void place(String article) {
		this.node.send("warehouse#1", "pack", article);
	}

}
