/**
 * Typed clients: makes beans of interfaces with
 * {@link io.aemp.annotation.AempExchange @AempExchange} methods. A method is read once,
 * when the application starts. A call writes its arguments as a message, lets the rule of
 * its group choose a member of the family, and goes on with another member if it may be
 * repeated.
 * <p>
 * Uses the API of aemp, the rooms {@code conversion}, {@code handler} and {@code port}
 * (for what native images need to know), and Spring's context, but not Spring Boot.
 */
@NullMarked
package io.aemp.boot.client;

import org.jspecify.annotations.NullMarked;
