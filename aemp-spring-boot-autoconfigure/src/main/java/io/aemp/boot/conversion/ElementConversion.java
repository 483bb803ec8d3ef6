package io.aemp.boot.conversion;

import org.springframework.core.ResolvableType;

/**
 * Converts between the elements of messages and the types of parameters and results. A
 * type that can be read can be written, and the other way round. A bean of this type
 * replaces the conversion of the auto-configuration.
 * <p>
 * A reader and a writer are asked for once for each parameter and result, when the
 * application starts; after that any thread uses them.
 */
public interface ElementConversion {

	/**
	 * What reads elements as a type.
	 * @param type the type of a parameter
	 * @return its reader
	 * @throws UnsupportedTypeException if no element can ever be read as this type
	 */
	ElementReader reader(ResolvableType type);

	/**
	 * What writes values of a type as elements.
	 * @param type the type of a result
	 * @return its writer
	 * @throws UnsupportedTypeException if no value of this type can ever travel
	 */
	ElementWriter writer(ResolvableType type);

}
