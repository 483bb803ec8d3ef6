/**
 * Extensions of Netty's event loop: a loop whose thread runs other tasks between two
 * polls of the sockets, the standby thread that serves the sockets meanwhile, busy
 * polling, and executors that keep a port on the loop that reads its messages.
 * <p>
 * Uses {@code io.aemp.dispatch}, {@code io.aemp} and Netty.
 */
@NullMarked
package io.aemp.loop;

import org.jspecify.annotations.NullMarked;
