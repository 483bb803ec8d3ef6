/**
 * What all nodes of the network log, this one included. Nodes are only asked for their
 * log while somebody looks, and only for what somebody wants to see.
 */
@NullMarked
package io.aemp.sample.log;

import org.jspecify.annotations.NullMarked;
