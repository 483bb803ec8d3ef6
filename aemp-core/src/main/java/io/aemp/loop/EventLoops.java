package io.aemp.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import io.aemp.dispatch.LoopTasks;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import org.jspecify.annotations.Nullable;

/** Creates event loops. */
public final class EventLoops {

	private EventLoops() {
	}

	/**
	 * Creates a group of event loops. Their threads run other tasks between two polls of
	 * the sockets if such tasks exist and Netty lets another thread serve the sockets
	 * meanwhile.
	 * @param size the number of loops
	 * @param handlers creates the I/O handlers
	 * @param threads creates the threads of the loops
	 * @param tasks the other tasks; {@code null} if the threads serve only sockets
	 * @param standbyThreads creates the threads that serve the sockets while a loop's
	 * thread runs other tasks
	 * @param busyPoll creates the busy polling decision of each loop
	 * @return the group
	 */
	public static EventLoopGroup create(int size, IoHandlerFactory handlers, ThreadFactory threads,
			@Nullable LoopTasks tasks, ThreadFactory standbyThreads, Supplier<BusyPoll> busyPoll) {
		if (tasks == null || !handlers.isChangingThreadSupported()) {
			return new MultiThreadIoEventLoopGroup(size, threads, handlers);
		}
		return new MultiThreadIoEventLoopGroup(size, threads, handlers) {

			@Override
			protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
				return new SharedLoop(this, executor, handlers, tasks, standbyThreads, busyPoll.get());
			}

		};
	}

}
