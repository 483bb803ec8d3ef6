package io.aemp.boot.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The log of this application, for other nodes.
 *
 * @param enabled Whether other nodes of the network receive what this application logs by
 * Logback, if they ask for it. Logs may be confidential; a bean of type ExecutionPolicy
 * decides who may ask.
 */
public record LogSourceProperties(@DefaultValue("false") boolean enabled) {

}
