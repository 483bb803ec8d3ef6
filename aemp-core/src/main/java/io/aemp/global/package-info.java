/**
 * The distributed database: this node's own part, the merge of all parts, the roles of
 * attached and global nodes, queries and family monitors.
 * <p>
 * Uses {@code io.aemp.node}, the contexts of {@code io.aemp.port}, and {@code io.aemp}.
 * All state is owned by the {@link io.aemp.dispatch.ControlExecutor} of the node.
 */
@NullMarked
package io.aemp.global;

import org.jspecify.annotations.NullMarked;
