package io.aemp.boot.actuate;

import java.util.List;

import io.aemp.boot.hop.Hop;
import org.jspecify.annotations.Nullable;

/**
 * The hops of a message on one node.
 *
 * @param node the ID of the node
 * @param hops the hops, the oldest first
 * @param problem why they are not known; {@code null} if they are
 * @param remedy what to do about that
 */
public record NodeHops(String node, List<Hop> hops, @Nullable String problem, @Nullable String remedy) {

}
