/**
 * Ports of beans: finding the annotated methods, opening the ports that receive messages
 * for them and the processes that they are, and opening both again after a death.
 * <p>
 * Uses the API of aemp and Spring's core and context, but not Spring Boot's
 * auto-configuration.
 */
@NullMarked
package io.aemp.boot.port;

import org.jspecify.annotations.NullMarked;
