/**
 * The distributed database: the entries of this node, the merged entries of all nodes,
 * the roles of a node, queries and family monitors.
 * <p>
 * Uses {@code io.aemp.node}, the contexts of {@code io.aemp.port}, and {@code io.aemp}.
 * All state is owned by the {@link io.aemp.dispatch.ControlExecutor} of the node.
 */
@NullMarked
package io.aemp.global;

import org.jspecify.annotations.NullMarked;
