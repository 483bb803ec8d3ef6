package io.aemp.boot.handler;

import org.jspecify.annotations.Nullable;

/**
 * A method that receives the messages of a port; for tools.
 *
 * @param method the class and the name of the method
 * @param tag the tag of the messages; {@code null} for the default receiver
 * @param replyPort which element of a message is the reply port, in words
 * @param failures how many messages it could not process
 */
public record ReceiverInfo(String method, @Nullable String tag, String replyPort, long failures) {

}
