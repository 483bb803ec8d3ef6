package io.aemp.sample.tryout;

import java.util.List;

import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.annotation.InitFunction;
import org.springframework.stereotype.Component;

/** What other nodes may spawn here to see whether and how things work. */
@Component
class TryOut {

	private final Node node;

	TryOut(Node node) {
		this.node = node;
	}

	/** The port sends all elements but the last to the port that the last one names. */
	@InitFunction("echo")
	void echo(Port self) {
		self.receive((message) -> {
			int last = message.size() - 1;
			this.node.send(message.text(last), Message.of(message.toList().subList(0, last)));
		});
	}

	/** The port tells another port what this node's monitor of a family reports. */
	@InitFunction("watch")
	void watch(Port self, String family, String observer) {
		self.receive((message) -> {
		});
		this.node.monitor(observer, (reason) -> self.kill());
		this.node.database().monitor(family, (change) -> tell(observer, change));
	}

	private void tell(String observer, FamilyChange change) {
		this.node.send(observer, change.contents(), List.copyOf(change.added()), List.copyOf(change.changed()),
				List.copyOf(change.deleted()));
	}

	/** The port dies of an exception with the text, before it can do anything. */
	@InitFunction("fail")
	void fail(Port self, String text) {
		throw new IllegalStateException(text);
	}

}
