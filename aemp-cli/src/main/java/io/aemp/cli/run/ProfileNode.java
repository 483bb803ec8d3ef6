package io.aemp.cli.run;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

import io.aemp.NodeConfiguration;
import io.aemp.NodeExtension;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.LogOutput;
import io.aemp.cli.command.Truth;
import io.aemp.cli.profile.ProfileSession;
import io.aemp.profile.HostName;
import io.aemp.profile.ProfileDocument;
import io.aemp.profile.Profiles;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.runtime.OperatorRequests;
import org.jspecify.annotations.Nullable;

/** Makes a node as the arguments of {@code aemp run} say. */
final class ProfileNode {

	private static final int SECRET_BYTES = 32;

	private ProfileNode() {
	}

	/**
	 * Creates a node, adds the functions of the extensions, and starts it.
	 * @param restart called when another node asks for a restart
	 * @throws CommandException if an extension fails
	 * @throws io.aemp.InvalidConfigurationException if a setting is not valid or a
	 * listener cannot be bound
	 */
	static ManagedNode start(Console console, ProfileSession session, Invocation invocation, Runnable restart) {
		NodeConfiguration configuration = configuration(session, invocation);
		if (!configuration.isNetworked()) {
			console.tell("run: there is neither a secret nor a certificate, so no other node can connect. "
					+ "Set a secret: aemp gensecret");
			configuration = configuration.toBuilder().secret(unknownSecret()).build();
		}
		ManagedNode node = Nodes.create(configuration.toBuilder().tracePackets(LogOutput.showsPackets()).build());
		try {
			OperatorRequests.answerQuestions(node);
			OperatorRequests.answerRestart(node, restart);
			ServiceLoader.load(NodeExtension.class).forEach((extension) -> extend(node, extension));
			node.start();
			return node;
		}
		catch (RuntimeException | Error ex) {
			node.close();
			throw ex;
		}
	}

	private static void extend(ManagedNode node, NodeExtension extension) {
		try {
			extension.extend(node);
		}
		catch (Exception | LinkageError ex) {
			throw CommandException.usage("run: the extension " + extension.getClass().getName() + " failed: " + ex);
		}
	}

	/** The settings of the line are the weakest, as those of a program. */
	static NodeConfiguration configuration(ProfileSession session, Invocation invocation) {
		Map<String, @Nullable Object> pairs = pairs(invocation);
		String profile = Values.text(pairs.remove("profile"));
		List<Profiles.Option> options = new ArrayList<>();
		if (Truth.of(pairs.remove("norc"))) {
			options.add(Profiles.Option.NORC);
		}
		if (Truth.of(pairs.remove("force"))) {
			options.add(Profiles.Option.FORCE);
		}
		ProfileDocument document = options.contains(Profiles.Option.NORC) ? ProfileDocument.empty()
				: ProfileDocument.shared(session.content(), session.document());
		return new Profiles(document, HostName.current())
			.resolve(profile, pairs, options.toArray(Profiles.Option[]::new))
			.configure(NodeConfiguration.builder())
			.build();
	}

	/** A node without a secret listens, but nobody can know its secret. */
	private static String unknownSecret() {
		byte[] secret = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(secret);
		return Base64.getEncoder().encodeToString(secret);
	}

	/** An odd number of arguments begins with the name of the profile. */
	private static Map<String, @Nullable Object> pairs(Invocation invocation) {
		int count = invocation.arguments().size();
		Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
		if (count % 2 == 1) {
			pairs.put("profile", invocation.text(0));
		}
		for (int i = count % 2; i < count; i += 2) {
			pairs.put(invocation.text(i), invocation.arguments().get(i + 1));
		}
		return pairs;
	}

}
