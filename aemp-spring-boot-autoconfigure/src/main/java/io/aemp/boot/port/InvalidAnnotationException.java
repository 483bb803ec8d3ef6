package io.aemp.boot.port;

/**
 * An annotation of aemp is used in a way that cannot work. Says where, what the rule is
 * and how to mend it, in parts that a tool can show.
 */
public class InvalidAnnotationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param problem names the class or method, the value and the rule that it breaks
	 * @param remedy what to do
	 */
	public InvalidAnnotationException(String problem, String remedy) {
		super(problem + " " + remedy);
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * What is wrong.
	 * @return the place, the value and the rule that it breaks
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * The way out.
	 * @return what to do
	 */
	public String remedy() {
		return this.remedy;
	}

}
