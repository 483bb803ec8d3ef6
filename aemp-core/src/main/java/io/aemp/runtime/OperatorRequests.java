package io.aemp.runtime;

import java.util.List;

import io.aemp.Functions.Evaluation;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.PeerInfo;

/**
 * Answers to the requests of the command line tool {@code aemp}, the one for Perl and the
 * one of this library. A node answers them only if it is asked to: they show who is
 * connected, or end the node. They are subject to the {@link io.aemp.ExecutionPolicy}
 * under the name {@code eval}.
 */
public final class OperatorRequests {

	/** What {@code aemp trace} has evaluated, and its short form in the shell. */
	private static final List<String> UP_NODES = List.of("AnyEvent::MP::Kernel::up_nodes", "up_nodes");

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
	 * The text that asks a node to restart.
	 * @return the expression
	 */
	public static String restart() {
		return RESTART;
	}

	/**
	 * Lets {@code aemp trace} draw a node: the node answers with the IDs of its connected
	 * peers.
	 * @param node the node
	 * @return stops answering
	 */
	public static Guard answerUpNodes(Node node) {
		Evaluation peers = (asking) -> node.network()
			.peers()
			.stream()
			.filter((peer) -> peer.state() == PeerInfo.State.UP)
			.map(PeerInfo::node)
			.toList();
		List<Guard> guards = UP_NODES.stream()
			.map((expression) -> node.functions().registerEvaluation(expression, peers))
			.toList();
		return () -> guards.forEach(Guard::close);
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
