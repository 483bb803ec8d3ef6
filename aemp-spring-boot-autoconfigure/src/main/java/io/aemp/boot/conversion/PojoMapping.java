package io.aemp.boot.conversion;

import java.lang.reflect.Type;

/**
 * Maps objects of the application's classes that are neither records nor known to its
 * conversion service. A bean of this type replaces the one that uses Jackson.
 */
public interface PojoMapping {

	/**
	 * Maps an object to plain values.
	 * @param value the object
	 * @return a map, a list or a scalar
	 * @throws RuntimeException if it cannot be mapped
	 */
	Object toValues(Object value);

	/**
	 * Maps plain values to an object.
	 * @param values a map, a list, text, a number or a boolean, without bytes: they have
	 * become text, one character per byte
	 * @param type the type of the object
	 * @return the object
	 * @throws RuntimeException if the values do not fit
	 */
	Object toObject(Object values, Type type);

}
