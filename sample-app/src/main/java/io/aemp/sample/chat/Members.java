package io.aemp.sample.chat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.aemp.Node;

/** The ports of this sample on all nodes, to tell who of them is gone, and why. */
final class Members {

	private static final Map<String, String> KINDS = Map.of("my_image_scalers", "image scaler", "eg_receivers",
			"test receiver", ChatServer.RELAYS, "chat server");

	private final Node node;

	private final Consumer<String> audience;

	private final Set<String> watched = new HashSet<>();

	Members(Node node, Consumer<String> audience) {
		this.node = node;
		this.audience = audience;
	}

	/** Begins to watch. To be called in a port. */
	void watch() {
		KINDS.forEach((family, kind) -> this.node.database()
			.monitor(family, (change) -> change.added().forEach((member) -> watch(kind, member))));
	}

	/** Not the port that watches: of its own death it would hear outside ports. */
	private void watch(String kind, String member) {
		if (!member.equals(this.node.self().id()) && this.watched.add(member)) {
			this.node.monitor(member, (reason) -> {
				this.watched.remove(member);
				this.audience.accept(death(kind, member, reason));
			});
		}
	}

	/**
	 * What the chat says of a death.
	 * @param kind what it was
	 * @param member its port ID
	 * @param reason why it died
	 * @return the line, which begins with a star because nobody has said it
	 */
	static String death(String kind, String member, Object reason) {
		return "* " + kind + " " + member + " is gone: " + reason;
	}

}
