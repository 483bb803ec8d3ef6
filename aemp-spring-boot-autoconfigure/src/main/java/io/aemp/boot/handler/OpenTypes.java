package io.aemp.boot.handler;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.stream.Stream;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Types that a class leaves open, as {@code T} of {@code Shelf<T>}. An element could only
 * be taken as it is then, and the method would fail with each message of another node.
 */
public final class OpenTypes {

	private OpenTypes() {
	}

	/**
	 * Refuses a parameter, or the result of a client, of which nobody has said what it
	 * is.
	 * @param place what it is, to begin a sentence
	 * @param parameter the parameter; its containing class resolves type variables
	 * @throws InvalidAnnotationException if it has a type variable that stands for
	 * nothing
	 */
	public static void refuse(String place, MethodParameter parameter) {
		ResolvableType declaring = ResolvableType.forClass(parameter.getContainingClass())
			.as(parameter.getDeclaringClass());
		variables(parameter.getGenericParameterType())
			.filter((variable) -> ResolvableType.forType(variable, declaring).resolve() == null)
			.findFirst()
			.ifPresent((variable) -> {
				String type = parameter.getContainingClass().getSimpleName();
				throw new InvalidAnnotationException(
						place + " is of type " + parameter.getGenericParameterType() + ", but nothing in " + type
								+ " says what " + variable + " is.",
						"Name it in a type of its own, which extends or implements " + type + "<...>, and use that.");
			});
	}

	/** The type variables of classes; those of methods take anything. */
	private static Stream<TypeVariable<?>> variables(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			return Stream.<TypeVariable<?>>of(variable)
				.filter((candidate) -> candidate.getGenericDeclaration() instanceof Class);
		}
		if (type instanceof ParameterizedType parameterized) {
			return Stream.of(parameterized.getActualTypeArguments()).flatMap(OpenTypes::variables);
		}
		if (type instanceof GenericArrayType array) {
			return variables(array.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcard) {
			return Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
				.flatMap(Stream::of)
				.flatMap(OpenTypes::variables);
		}
		return Stream.empty();
	}

}
