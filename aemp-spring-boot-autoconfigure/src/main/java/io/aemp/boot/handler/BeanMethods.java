package io.aemp.boot.handler;

import java.lang.reflect.Method;

import io.aemp.Node;
import io.aemp.boot.conversion.ElementConverter;
import io.aemp.boot.conversion.RecordConverter;
import org.springframework.core.convert.ConversionService;

/** Makes the annotated methods of beans callable with messages. */
public final class BeanMethods {

	private final Node node;

	private final ElementConverter converter;

	private final Replies replies;

	/**
	 * Creates the factory.
	 * @param node the node of the ports
	 * @param conversionService converts to types that messages do not support
	 * @param strict whether results for ports of this node are converted as for another
	 * node
	 */
	public BeanMethods(Node node, ConversionService conversionService, boolean strict) {
		this.node = node;
		this.converter = new ElementConverter(conversionService);
		this.replies = new Replies(node, new RecordConverter(this.converter), strict);
	}

	/**
	 * Makes a method callable.
	 * @param method the method
	 * @param beanType the class of its bean; resolves type variables
	 * @return the method
	 * @throws InvalidAnnotationException if its parameters are not valid
	 */
	public BeanMethod create(Method method, Class<?> beanType) {
		return new BeanMethod(method, beanType, new Parameters(method, beanType, this.converter, this.node),
				this.replies);
	}

}
