/**
 * Converts the elements of messages to the types of parameters, and results to elements.
 * <p>
 * Knows nothing of ports, beans and methods.
 */
@NullMarked
package io.aemp.boot.conversion;

import org.jspecify.annotations.NullMarked;
