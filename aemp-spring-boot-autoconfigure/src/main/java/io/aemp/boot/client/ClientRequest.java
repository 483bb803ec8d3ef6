package io.aemp.boot.client;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * One message of a client.
 *
 * @param message the tag and the elements
 * @param port the port to which it goes; {@code null} for a member of the family
 * @param key the text that chooses the member, if the method has a key
 */
record ClientRequest(Message message, @Nullable String port, @Nullable String key) {

}
