/**
 * Ports of beans: finding the annotated methods, binding messages to their parameters,
 * opening the ports, and opening them again after a death.
 * <p>
 * Uses the API of aemp and Spring's core and context, but not Spring Boot's
 * auto-configuration.
 */
@NullMarked
package io.aemp.boot.port;

import org.jspecify.annotations.NullMarked;
