package io.aemp.boot.conversion;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;

/**
 * What a type is, however it was found: two types that are the same have equal keys.
 *
 * @param raw its class
 * @param generics the types in it
 * @param open whether nothing tells what it is, as for a type variable of a raw type
 */
record TypeKey(Class<?> raw, List<TypeKey> generics, boolean open) {

	/** What {@link ResolvableType} says of a type that it cannot resolve. */
	private static final String UNKNOWN = "?";

	static TypeKey of(ResolvableType type) {
		boolean open = UNKNOWN.equals(type.toString());
		// the bounds of a variable may lead to the variable again
		List<TypeKey> generics = open ? List.of() : type.isArray() ? List.of(of(type.getComponentType()))
				: Stream.of(type.getGenerics()).map(TypeKey::of).toList();
		return new TypeKey(type.toClass(), generics, open);
	}

}
