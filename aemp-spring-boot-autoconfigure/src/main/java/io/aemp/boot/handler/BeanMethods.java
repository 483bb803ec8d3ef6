package io.aemp.boot.handler;

import java.lang.reflect.Method;

import io.aemp.Node;
import io.aemp.boot.conversion.ElementConversion;

/** Makes the annotated methods of beans callable with messages. */
public final class BeanMethods {

	private final Node node;

	private final ElementConversion conversion;

	private final Replies replies;

	/**
	 * Creates the factory.
	 * @param node the node of the ports
	 * @param conversion converts elements to arguments, and results to elements
	 */
	public BeanMethods(Node node, ElementConversion conversion) {
		this.node = node;
		this.conversion = conversion;
		this.replies = new Replies(node);
	}

	/**
	 * Makes a method callable.
	 * @param method the method
	 * @param beanType the class of its bean; resolves type variables
	 * @return the method
	 * @throws InvalidAnnotationException if its parameters or its result are not valid
	 */
	public BeanMethod create(Method method, Class<?> beanType) {
		return new BeanMethod(method, beanType, new Parameters(method, beanType, this.conversion, this.node),
				this.conversion, this.replies);
	}

}
