/**
 * What a connection to another node is, as the node sees it. {@code io.aemp.transport}
 * implements {@link Transport} and {@link Link} with sockets, the simulation with memory
 * and virtual time; {@code io.aemp.node} uses them.
 * <p>
 * Uses {@code io.aemp} only.
 */
@NullMarked
package io.aemp.link;

import org.jspecify.annotations.NullMarked;
