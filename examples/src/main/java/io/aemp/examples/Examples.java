package io.aemp.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeExtension;
import io.aemp.profile.HostName;
import io.aemp.profile.ProfileDocument;
import io.aemp.profile.Profiles;
import io.aemp.runtime.Nodes;

/** The examples as services of {@code aemp run}, and what all of them share. */
public final class Examples implements NodeExtension {

	@Override
	public void extend(Node node) {
		node.functions().register("eg::receiver", (caller, arguments) -> Receiver.open(node, System.out));
		node.functions().register("eg::sender", (caller, arguments) -> Sender.start(node, Duration.ofSeconds(1)));
		node.functions().register("eg::chat_server", (caller, arguments) -> ChatServer.start(node));
		node.functions().register("eg::chat_server2", (caller, arguments) -> ChatServer2.start(node));
	}

	/**
	 * Starts a global node by the profile that is called as this host, as the examples in
	 * Perl do. The command {@code aemp} writes the file.
	 */
	static Node start() {
		String variable = System.getenv("PERL_ANYEVENT_MP_RC");
		Path file = (variable != null) ? Path.of(variable)
				: Path.of(System.getProperty("user.home"), ".perl-anyevent-mp");
		ProfileDocument document = Files.exists(file) ? ProfileDocument.read(file) : ProfileDocument.empty();
		return Nodes.start(new Profiles(document, HostName.current()).resolve(null, Map.of())
			.configure(NodeConfiguration.builder().globalMode(GlobalMode.ALWAYS))
			.build());
	}

	static String nick(String[] arguments) {
		if (arguments.length != 1) {
			throw new IllegalArgumentException("Give your nick, and nothing else");
		}
		return arguments[0];
	}

}
