package io.aemp.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of a node. A pool grows in whatever thread has too much work for it,
 * so a new thread takes nothing over from the thread that makes it: no inheritable thread
 * locals, such as the security context of a user, nor its priority. Thread group and
 * context class loader are those of the thread that has created the factory.
 */
public final class NodeThreadFactory implements ThreadFactory {

	private final AtomicInteger number = new AtomicInteger();

	private final @Nullable ThreadGroup group = Thread.currentThread().getThreadGroup();

	private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private final String prefix;

	private final boolean daemon;

	/**
	 * Creates a factory of daemon threads.
	 * @param prefix the start of the thread names, a number follows
	 */
	public NodeThreadFactory(String prefix) {
		this(prefix, true);
	}

	/**
	 * Creates a factory.
	 * @param prefix the start of the thread names, a number follows
	 * @param daemon whether the JVM may end while the threads run
	 */
	public NodeThreadFactory(String prefix, boolean daemon) {
		this.prefix = prefix;
		this.daemon = daemon;
	}

	@Override
	public Thread newThread(Runnable task) {
		return prepare(new Thread(this.group, task, nextName(), 0, false));
	}

	/**
	 * Makes a thread of a class whose constructors would take over inheritable thread
	 * locals. They run on a thread that has none.
	 * @param constructor makes the thread
	 * @return the thread, not started yet
	 */
	public Thread newThread(Supplier<Thread> constructor) {
		CompletableFuture<Thread> made = CompletableFuture.supplyAsync(constructor,
				(task) -> new Thread(this.group, task, this.prefix + "new", 0, false).start());
		Thread thread = made.join();
		thread.setName(nextName());
		return prepare(thread);
	}

	private String nextName() {
		return this.prefix + this.number.incrementAndGet();
	}

	private Thread prepare(Thread thread) {
		thread.setDaemon(this.daemon);
		thread.setPriority(Thread.NORM_PRIORITY);
		thread.setContextClassLoader(this.loader);
		return thread;
	}

	/**
	 * A factory of virtual threads that take nothing over either. It is looked up by
	 * reflection: virtual threads exist from Java 21 on, and this class is compiled for
	 * Java 17.
	 * @return the factory, {@code null} if the JDK has no virtual threads
	 */
	@Nullable ThreadFactory virtual() {
		try {
			Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			type.getMethod("name", String.class, long.class).invoke(builder, this.prefix, 1L);
			type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
			ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
			return (task) -> {
				Thread thread = factory.newThread(task);
				thread.setContextClassLoader(this.loader);
				return thread;
			};
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

}
