package io.aemp;

import java.util.Set;

/**
 * A snapshot of a local port that keeps running; for tools.
 *
 * @param id the port ID
 * @param label the display name that the port was opened with, may be empty
 * @param tags the tags that have a receiver
 * @param defaultReceiver whether there is a default receiver
 * @param paused whether it takes no messages at present, see {@link Port#pause}
 * @param waiting about how many messages wait in the mailbox
 * @param received how many messages were taken from the mailbox
 * @param monitors how many monitors watch the port, including those of other nodes
 */
public record PortInfo(String id, String label, Set<String> tags, boolean defaultReceiver, boolean paused, int waiting,
		long received, int monitors) {

}
