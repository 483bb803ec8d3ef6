package io.aemp.boot.conversion;

import org.springframework.core.ResolvableType;

/**
 * A type cannot be a parameter or a result: none of its values can travel. The exception
 * has the problem and the remedy as separate texts, which tools can show.
 */
public class UnsupportedTypeException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param type the type
	 * @param rule why its values cannot travel, a clause that goes on after the type
	 * @param remedy what to use instead, a sentence
	 */
	public UnsupportedTypeException(ResolvableType type, String rule, String remedy) {
		super(type + " " + rule + ". " + remedy);
		this.problem = type + " " + rule;
		this.remedy = remedy;
	}

	/**
	 * The problem.
	 * @return the type and why its values cannot travel, without a full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * The remedy.
	 * @return what to use instead, a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
