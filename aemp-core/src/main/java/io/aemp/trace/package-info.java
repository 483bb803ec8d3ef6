/**
 * The packet trace: a {@link io.aemp.trace.TracedTransport} around the transport of a
 * node logs each packet that its connections send and receive. A node without a trace has
 * none of this in its way. What nodes say before they are authenticated are no packets
 * and appear nowhere.
 */
@NullMarked
package io.aemp.trace;

import org.jspecify.annotations.NullMarked;
