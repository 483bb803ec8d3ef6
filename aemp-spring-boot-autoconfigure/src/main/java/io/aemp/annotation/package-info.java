/**
 * The annotations with which beans become ports, init functions and listeners.
 * <p>
 * Only annotations and their enums live here, and the events they name; nothing that acts
 * on them.
 */
@NullMarked
package io.aemp.annotation;

import org.jspecify.annotations.NullMarked;
