package io.aemp.boot.handler;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanExpressionException;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.PlaceholderResolutionException;

/** Resolves the placeholders and expressions in the texts of annotations. */
public final class AnnotationTexts {

	private final ConfigurableBeanFactory beanFactory;

	/**
	 * Creates the resolver.
	 * @param beanFactory knows the properties, and the beans that expressions name
	 */
	public AnnotationTexts(ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Resolves a text.
	 * @param attribute a text with <code>${...}</code> or <code>#{...}</code>
	 * @return the text, empty for an expression that gives {@code null}
	 * @throws InvalidAnnotationException if it cannot be resolved
	 */
	public String text(String attribute) {
		Object value = value(attribute);
		return (value != null) ? value.toString() : "";
	}

	/**
	 * Resolves a value.
	 * @param attribute a text with <code>${...}</code> or <code>#{...}</code>
	 * @return the text, or what the expression gives
	 * @throws InvalidAnnotationException if it cannot be resolved
	 */
	public @Nullable Object value(String attribute) {
		BeanExpressionResolver resolver = this.beanFactory.getBeanExpressionResolver();
		try {
			String text = this.beanFactory.resolveEmbeddedValue(attribute);
			return (resolver != null) ? resolver.evaluate(text, new BeanExpressionContext(this.beanFactory, null))
					: text;
		}
		catch (PlaceholderResolutionException ex) {
			throw new InvalidAnnotationException(
					"'" + attribute + "' in an annotation of aemp cannot be resolved: " + ex.getMessage() + ".",
					"Set the property, or write the text that holds without it behind a colon, as in ${name:text}.");
		}
		catch (BeanExpressionException ex) {
			throw new InvalidAnnotationException(
					"'" + attribute + "' in an annotation of aemp cannot be evaluated: "
							+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage() + ".",
					"Correct the expression.");
		}
	}

	/**
	 * Resolves all texts of an annotation.
	 * @param annotation the annotation
	 * @param type its type
	 * @param <A> its type
	 * @return the same annotation with resolved texts
	 * @throws InvalidAnnotationException if one cannot be resolved
	 */
	public <A extends Annotation> A resolve(A annotation, Class<A> type) {
		Map<String, Object> attributes = AnnotationUtils.getAnnotationAttributes(annotation);
		attributes.replaceAll((name, value) -> resolved(value));
		return AnnotationUtils.synthesizeAnnotation(attributes, type, null);
	}

	private Object resolved(Object value) {
		if (value instanceof String[] texts) {
			return Stream.of(texts).map(this::text).toArray(String[]::new);
		}
		return (value instanceof String text) ? text(text) : value;
	}

}
