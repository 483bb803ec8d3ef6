/**
 * Converts the elements of messages to the types of parameters, and the results of
 * methods to elements. {@link io.aemp.boot.conversion.ElementConversion} gives a reader
 * and a writer for each type to whoever binds Java methods to messages. They are made
 * once, with a method handle for each component of a record, and go straight from and to
 * the maps and lists of the codec; what they do not know they leave to the mapper of the
 * application.
 * <p>
 * Uses the values of aemp and Spring's core. Knows neither nodes nor ports nor
 * annotations.
 */
@NullMarked
package io.aemp.boot.conversion;

import org.jspecify.annotations.NullMarked;
