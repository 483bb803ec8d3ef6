package io.aemp.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.PeerInfo;
import io.aemp.PortIds;

/**
 * Answers to the requests of the command line tool {@code aemp}, the one for Perl and the
 * one of this library. A node answers them only if it is asked to: they show who is
 * connected, or end the node. They are subject to the {@link io.aemp.ExecutionPolicy}
 * under the name {@code eval}.
 */
public final class OperatorRequests {

	/** What {@code aemp trace} has evaluated, and its short form in the shell. */
	private static final List<String> UP_NODES = List.of("AnyEvent::MP::Kernel::up_nodes", "up_nodes");

	/** The connected nodes, each with its software. */
	private static final String PEERS = "map +($_->{id}, $_->{transport}{remote_greeting}{provider}), "
			+ "grep $_->{transport}, values %AnyEvent::MP::Kernel::NODE";

	/** The names of the ports of a node. */
	private static final String PORTS = "keys %AnyEvent::MP::Kernel::PORT";

	/** The families of a global node. */
	private static final String FAMILIES = "keys %AnyEvent::MP::Kernel::GLOBAL_DB";

	/** What {@code aemp restart} has evaluated; each blank counts. */
	private static final String RESTART = "my $w; $w = AE::idle sub { undef $w; use AnyEvent::Watchdog::Util ();"
			+ "AnyEvent::Watchdog::Util::restart}; ()";

	private OperatorRequests() {
	}

	/**
	 * The text that asks a node which nodes it is connected to.
	 * @return the expression
	 */
	public static String upNodes() {
		return UP_NODES.get(0);
	}

	/**
	 * The text that asks a node which nodes it is connected to, and for their software.
	 * In the answer each node ID is followed by the provider that the node has named in
	 * its greeting, see {@link PeerInfo#provider}.
	 * @return the expression
	 */
	public static String peers() {
		return PEERS;
	}

	/**
	 * The text that asks a node for the names of its ports.
	 * @return the expression
	 */
	public static String ports() {
		return PORTS;
	}

	/**
	 * The text that asks a global node for its families.
	 * @return the expression
	 */
	public static String families() {
		return FAMILIES;
	}

	/**
	 * The text that asks a node to restart.
	 * @return the expression
	 */
	public static String restart() {
		return RESTART;
	}

	/**
	 * Lets {@code aemp trace} draw a node, and {@code aemp shell} look into it: the node
	 * tells the IDs and the software of its connected peers, the names of its ports, and
	 * the families that it monitors or has set subkeys in.
	 * @param node the node
	 * @return stops answering
	 */
	public static Guard answerQuestions(Node node) {
		List<Guard> guards = new ArrayList<>();
		UP_NODES
			.forEach((expression) -> guards.add(register(node, expression, () -> upNodes(node).map(PeerInfo::node))));
		guards
			.add(register(node, PEERS, () -> upNodes(node).flatMap((peer) -> Stream.of(peer.node(), peer.provider()))));
		guards.add(register(node, PORTS, () -> node.streamPorts().map((port) -> PortIds.nameOf(port.id()))));
		guards.add(register(node, FAMILIES, () -> node.database().snapshot().keySet().stream()));
		return () -> guards.forEach(Guard::close);
	}

	private static Stream<PeerInfo> upNodes(Node node) {
		return node.network().peers().stream().filter((peer) -> peer.state() == PeerInfo.State.UP);
	}

	private static Guard register(Node node, String expression, Supplier<Stream<String>> answer) {
		return node.functions().registerEvaluation(expression, (asking) -> answer.get().toList());
	}

	/**
	 * Lets {@code aemp restart} restart a node.
	 * @param node the node
	 * @param restart restarts it; called on a thread of the node, so it must not block:
	 * the answer leaves after it has returned
	 * @return stops answering
	 */
	public static Guard answerRestart(Node node, Runnable restart) {
		return node.functions().registerEvaluation(RESTART, (asking) -> {
			restart.run();
			return List.of();
		});
	}

}
