package io.aemp.boot.test.guide.ports;

import io.aemp.Node;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.annotation.SpawnablePort;

@SpawnablePort("Chat::connect")
class Session {

	private final Node node;

	private String client = "";

	Session(Node node) {
		this.node = node;
	}

	@Init
	void connect(String client) {
		this.client = client;
		this.node.killOnDeath(client);
	}

	@Receive("say")
	void say(String text) {
		this.node.send(this.client, "heard " + text);
	}

}
