/**
 * Looks up names that lead to several nodes: all addresses of a host name, and the
 * targets of a DNS service. {@link io.aemp.discovery.Names} asks the resolver of the
 * system; a simulation has its own. Knows nothing of nodes and connections.
 * <p>
 * Uses {@code io.aemp} and the naming API of the JDK. The DNS client of the JDK is enough
 * for service records, so there is no other dependency.
 */
@NullMarked
package io.aemp.discovery;

import org.jspecify.annotations.NullMarked;
