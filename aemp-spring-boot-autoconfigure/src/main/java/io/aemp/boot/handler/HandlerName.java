package io.aemp.boot.handler;

import org.jspecify.annotations.Nullable;

/**
 * What handles the messages with one tag.
 *
 * @param label the label of the ports
 * @param tag the tag; {@code null} for all messages that have another one, or none
 * @param method the class and the name of the method; the class alone if no method
 * receives them
 */
public record HandlerName(String label, @Nullable String tag, String method) {

}
