/**
 * The annotations that make beans ports, processes, init functions and listeners.
 * <p>
 * Contains only annotations and their enums; no code that processes them.
 */
@NullMarked
package io.aemp.annotation;

import org.jspecify.annotations.NullMarked;
