/**
 * Converts the elements of messages to the types of parameters, and the results of
 * methods to elements.
 * <p>
 * Uses the values of aemp and Spring's core. Knows neither nodes nor ports nor
 * annotations.
 */
@NullMarked
package io.aemp.boot.conversion;

import org.jspecify.annotations.NullMarked;
