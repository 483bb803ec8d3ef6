/**
 * What rides on Netty's event loop: a loop whose thread does other work between two looks
 * at the sockets, the standby thread that serves the sockets meanwhile, busy polling, and
 * executors that keep a port on the loop where its messages arrive.
 * <p>
 * Uses {@code io.aemp.dispatch}, {@code io.aemp} and Netty.
 */
@NullMarked
package io.aemp.loop;

import org.jspecify.annotations.NullMarked;
