/**
 * Ports of beans: finding the annotated methods, binding messages to their parameters,
 * opening the ports, and opening them again when they died.
 * <p>
 * Uses the API of aemp, Spring's core and context, and Jackson for records; knows nothing
 * of Spring Boot's auto-configuration.
 */
@NullMarked
package io.aemp.boot.port;

import org.jspecify.annotations.NullMarked;
