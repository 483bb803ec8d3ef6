/**
 * The connection to another node as an interface. {@code io.aemp.transport} implements
 * {@link Transport} and {@link Link} with sockets; the simulation implements them with
 * memory and virtual time. {@code io.aemp.node} uses them.
 * <p>
 * Uses {@code io.aemp} only.
 */
@NullMarked
package io.aemp.link;

import org.jspecify.annotations.NullMarked;
