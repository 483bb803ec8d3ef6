package io.aemp.handshake;

/**
 * Why a peer is not wanted now.
 *
 * @param problem the kind of problem
 * @param text the reason, for people
 * @param told whether the peer is told that its node ID is taken. Then both sides first
 * prove themselves, so that neither believes it of a stranger. A peer that cannot
 * understand this is refused at once.
 */
public record Objection(HandshakeProblem problem, String text, boolean told) {

	/**
	 * An objection at once, of which the peer only sees that the connection ends.
	 * @param text the reason, for people
	 * @return the objection
	 */
	public static Objection unwanted(String text) {
		return new Objection(HandshakeProblem.UNWANTED, text, false);
	}

	/**
	 * The objection to a node ID under which another process is connected.
	 * @return the objection
	 */
	public static Objection taken() {
		return new Objection(HandshakeProblem.UNWANTED, "there is a connection to another process with this node ID",
				true);
	}

	static Objection claimed(String node) {
		return new Objection(HandshakeProblem.ID_CLAIMED, "another process, which has started later, has the node ID '"
				+ node + "' of this node; give each process an ID of its own, with '%u' in node-id for example", true);
	}

}
