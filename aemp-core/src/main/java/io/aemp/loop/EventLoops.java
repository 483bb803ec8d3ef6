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

/** Makes event loops. */
public final class EventLoops {

	private EventLoops() {
	}

	/**
	 * Makes a group of event loops. Their threads do other work between two looks at the
	 * sockets, if there is any and another thread may serve the sockets meanwhile.
	 * @param size how many loops
	 * @param handlers makes what waits for sockets
	 * @param threads makes the threads of the loops
	 * @param tasks the other work; {@code null} if the threads only serve sockets
	 * @param standbyThreads makes the threads that serve the sockets in place of a thread
	 * that is at other work
	 * @param busyPoll decides, for each loop, when to look at sockets instead of waiting
	 * @return the loops
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
