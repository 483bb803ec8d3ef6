package io.aemp.handshake;

/** Thrown within a handshake to refuse the peer. */
final class HandshakeRefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final HandshakeProblem problem;

	HandshakeRefusedException(HandshakeProblem problem, String text) {
		super(text, null, false, false);
		this.problem = problem;
	}

	HandshakeStep.Refuse step() {
		return new HandshakeStep.Refuse(this.problem, String.valueOf(getMessage()));
	}

}
