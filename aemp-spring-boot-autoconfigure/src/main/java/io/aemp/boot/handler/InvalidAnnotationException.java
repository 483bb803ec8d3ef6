package io.aemp.boot.handler;

/**
 * An annotation of aemp is not valid. The exception has the problem and the remedy as
 * separate texts, which tools can show.
 */
public class InvalidAnnotationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param problem the class or method, the value and the rule that it breaks
	 * @param remedy how to correct it
	 */
	public InvalidAnnotationException(String problem, String remedy) {
		super(problem + " " + remedy);
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Adds the name of the bean to the problem, unless it is there.
	 * @param beanName the name of the bean
	 * @return an exception that names the bean
	 */
	public InvalidAnnotationException ofBean(String beanName) {
		if (this.problem.contains("ean '" + beanName + "'")) {
			return this;
		}
		InvalidAnnotationException named = new InvalidAnnotationException("Bean '" + beanName + "': " + this.problem,
				this.remedy);
		named.setStackTrace(getStackTrace());
		return named;
	}

	/**
	 * The problem.
	 * @return the place, the value and the rule that it breaks
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * The remedy.
	 * @return how to correct it
	 */
	public String remedy() {
		return this.remedy;
	}

}
