package io.aemp.handshake;

/** Ends a handshake from within. */
final class RefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Problem problem;

	RefusedException(Problem problem, String text) {
		super(text, null, false, false);
		this.problem = problem;
	}

	Step.Refuse step() {
		return new Step.Refuse(this.problem, String.valueOf(getMessage()));
	}

}
