package io.aemp.cli.network;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.PeerInfo;
import io.aemp.PortDiedException;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.LogOutput;
import io.aemp.cli.profile.ProfileSession;
import io.aemp.profile.HostName;
import io.aemp.profile.ProfileDocument;
import io.aemp.profile.Profiles;
import io.aemp.runtime.Nodes;
import org.jspecify.annotations.Nullable;

/**
 * The node of the tool: profile {@code aemp}, without listeners and services, connected
 * to a seed.
 */
public final class ToolNode implements AutoCloseable {

	private static final String PROFILE = "aemp";

	private static final String NODE_ID = "aemp/%n/%u";

	/** The dialled node was not reached in time; a word of the protocol. */
	private static final String CONNECT_TIMEOUT = "connect timeout";

	private static final Duration FOR_EVER = Duration.ofDays(365);

	private final Node node;

	private final Deadline deadline;

	private ToolNode(Node node, Deadline deadline) {
		this.node = node;
		this.deadline = deadline;
	}

	/**
	 * Joins the network.
	 * @param session the file with the profile
	 * @param target the node or port of which the command speaks
	 * @param timeout how long to wait, all in all
	 * @return the node, connected to a seed
	 * @throws CommandException if there is nothing to connect to, or it does not work
	 */
	static ToolNode join(ProfileSession session, String target, Deadline timeout) {
		checkTarget(target, configuration(session).nodeId());
		return join(session, timeout);
	}

	/**
	 * Joins the network.
	 * @param session the file with the profile
	 * @param timeout how long to wait for a connection
	 * @return the node, connected to a seed
	 * @throws CommandException if there is nothing to connect to, or it does not work
	 */
	public static ToolNode join(ProfileSession session, Deadline timeout) {
		NodeConfiguration configuration = configuration(session);
		Refusals refusals = new Refusals(configuration.seeds().size());
		ToolNode tool = new ToolNode(Nodes.start(configuration.toBuilder().observers(refusals).build()), timeout);
		try {
			timeout.await(refusals.up());
			return tool;
		}
		catch (TimeoutException ex) {
			CommandException failure = new CommandException(ExitStatus.NO_ANSWER,
					"no connection to a seed (" + String.join(", ", configuration.seeds()) + ") within " + timeout
							+ ". Is a node running there, with the same secret?" + tool.conflict());
			tool.close();
			throw failure;
		}
		catch (ExecutionException ex) {
			tool.close();
			throw (ex.getCause() instanceof CommandException refused) ? refused : new IllegalStateException(ex);
		}
	}

	private static NodeConfiguration configuration(ProfileSession session) {
		Map<String, @Nullable Object> content = new LinkedHashMap<>(session.content());
		// a node ID of all would be that of another node
		content.remove("nodeid");
		ProfileDocument document = ProfileDocument.shared(content, session.document());
		NodeConfiguration configuration = new Profiles(document, HostName.current())
			.resolve(PROFILE, Map.of("nodeid", NODE_ID))
			.configure(NodeConfiguration.builder())
			.binds(List.of())
			.advertise(List.of())
			.services(List.of())
			.globalMode(GlobalMode.NEVER)
			.tracePackets(LogOutput.showsPackets())
			.build();
		if (!configuration.isNetworked()) {
			throw CommandException.usage("there is neither a secret nor a certificate in '" + session.document()
					+ "'. Set that of the network, for example: aemp setsecret TEXT");
		}
		if (configuration.seeds().isEmpty()) {
			throw CommandException.usage("there are no seeds in '" + session.document()
					+ "'. Name a node that runs, for example: aemp setseeds 127.0.0.1:4040");
		}
		return configuration;
	}

	private static void checkTarget(String target, String own) {
		if (!PortIds.isPeerNodeId(PortIds.nodeOf(target))) {
			throw CommandException.usage("'" + Values.display(target)
					+ "' is no node ID or port ID. Write NODE or NODE#PORT, as other nodes know it.");
		}
		if (PortIds.nodeOf(target).equals(own)) {
			throw CommandException
				.usage("'" + Values.display(target) + "' is the node of this tool itself. Give the tool "
						+ "another node ID: aemp profile " + PROFILE + " delnodeid");
		}
	}

	/**
	 * The same node, with another time to wait.
	 * @param another when to stop waiting
	 * @return the node
	 */
	public ToolNode with(Deadline another) {
		return new ToolNode(this.node, another);
	}

	/**
	 * How long one answer may take.
	 * @return the time that is left; a year if there is no limit
	 */
	public Duration timeout() {
		return this.deadline.remaining().orElse(FOR_EVER);
	}

	/**
	 * The node.
	 * @return the node
	 */
	public Node node() {
		return this.node;
	}

	/**
	 * A node that this one is connected to.
	 * @return the node ID
	 */
	public String seed() {
		return this.node.network()
			.peers()
			.stream()
			.filter((peer) -> peer.state() == PeerInfo.State.UP)
			.map(PeerInfo::node)
			.findFirst()
			.orElse(this.node.id());
	}

	/** When the command stops waiting. */
	Deadline deadline() {
		return this.deadline;
	}

	/** Calls a port, and waits for the answer. */
	List<@Nullable Object> call(String port, List<@Nullable Object> message) {
		try {
			Message request = Message.of(message);
			Optional<Duration> left = this.deadline.remaining();
			CompletableFuture<Message> answer = left.isPresent() ? this.node.call(port, request, left.get())
					: this.node.call(port, request);
			return this.deadline.await(answer).toList();
		}
		catch (IllegalArgumentException ex) {
			throw CommandException.usage(String.valueOf(ex.getMessage()));
		}
		catch (TimeoutException ex) {
			throw noAnswer(port);
		}
		catch (ExecutionException ex) {
			throw failure(port, ex.getCause());
		}
	}

	/** No answer in time. */
	CommandException noAnswer(String port) {
		return new CommandException(ExitStatus.NO_ANSWER,
				"no answer from " + port + " within " + this.deadline + conflict());
	}

	/** Another process that has the node ID of this tool explains why nobody answers. */
	private String conflict() {
		return this.node.network().idConflict().map((problem) -> " Here is a reason: " + problem).orElse("");
	}

	private CommandException failure(String port, @Nullable Throwable failure) {
		if (failure instanceof PortDiedException died) {
			return died(port, died.reason());
		}
		if (failure instanceof ErrorAnswerException error) {
			return new CommandException(ExitStatus.FAILED, port + " answered with an error: " + error.reason());
		}
		return (failure instanceof TimeoutException) ? noAnswer(port)
				: new CommandException(ExitStatus.FAILED, String.valueOf(failure));
	}

	/** A port died, or its node cannot be reached. */
	static CommandException died(String port, Reason reason) {
		boolean late = reason.identifier().equals(Reason.TRANSPORT_ERROR) && reason.text().equals(CONNECT_TIMEOUT);
		return new CommandException(late ? ExitStatus.NO_ANSWER : ExitStatus.FAILED, port + ": " + reason);
	}

	@Override
	public void close() {
		this.node.close();
	}

}
