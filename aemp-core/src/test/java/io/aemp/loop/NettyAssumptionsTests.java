package io.aemp.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What {@link SharedLoop} assumes of Netty's event loop, beyond what Netty documents. If
 * one of these tests fails after an upgrade, read the loop again before anything else.
 */
class NettyAssumptionsTests {

	private final CountedHandler handler = new CountedHandler();

	private final OpenLoop loop = new OpenLoop(this.handler);

	@AfterEach
	void stop() throws Exception {
		this.loop.finished = true;
		this.handler.wakeup();
		assertThat(this.loop.shutdownGracefully(0, 60, TimeUnit.SECONDS).await(60, TimeUnit.SECONDS)).isTrue();
	}

	/** Or else the loop could not be passed from one thread to another. */
	@Test
	void whoIsInTheLoopIsAskedInOnePlace() throws Exception {
		boolean elsewhere = this.loop.inEventLoop();
		this.loop.holder = Thread.currentThread();
		boolean here = this.loop.inEventLoop();
		this.loop.holder = null;
		assertThat(elsewhere).isFalse();
		assertThat(here).isTrue();
	}

	/** Or else a standby thread could not run the tasks of the loop. */
	@Test
	void tasksRunOnWhateverThreadHasTheLoop() throws Exception {
		AtomicReference<Thread> ran = new AtomicReference<>();
		this.loop.inLoop(() -> {
			this.loop.lazyExecute(() -> ran.set(Thread.currentThread()));
			return null;
		});
		assertThat(ran).hasValue(Thread.currentThread());
	}

	/** Or else a loop that looks at the sockets would wait for them. */
	@Test
	void handlerMayWaitOnlyIfThereAreNoTasks() throws Exception {
		assertThat(this.loop.inLoop(this.loop::look)).isEqualTo(1);
		this.loop.pending = true;
		assertThat(this.loop.inLoop(this.loop::look)).isEqualTo(1);
		assertThat(this.handler.waits).containsExactly(true, false);
	}

	/** Or else a task of another thread would wait for the sockets. */
	@Test
	void taskOfAnotherThreadWakesTheHandler() {
		int before = this.handler.wakeUps.get();
		this.loop.execute(() -> {
		});
		assertThat(this.handler.wakeUps.get()).isGreaterThan(before);
	}

	/** Or else each task that the own thread makes would cost a wake-up. */
	@Test
	void lazyTaskWakesNobody() {
		this.loop.execute(() -> {
		});
		int before = this.handler.wakeUps.get();
		this.loop.lazyExecute(() -> {
		});
		assertThat(this.handler.wakeUps).hasValue(before);
	}

	@Test
	void epollAndNioAreServedByAnyThread() {
		assertThat(NioIoHandler.newFactory().isChangingThreadSupported()).isTrue();
		assumeThat(Epoll.isAvailable()).isTrue();
		assertThat(EpollIoHandler.newFactory().isChangingThreadSupported()).isTrue();
	}

	/** The rings belong to one thread, so loops are not shared there. */
	@Test
	void ringsBelongToOneThread() {
		assumeThat(IoUring.isAvailable()).isTrue();
		assertThat(IoUringIoHandler.newFactory().isChangingThreadSupported()).isFalse();
	}

	/** A loop that is served by the thread of the test. */
	private static final class OpenLoop extends SingleThreadIoEventLoop {

		private volatile Thread holder;

		private volatile boolean pending;

		private volatile boolean finished;

		OpenLoop(CountedHandler handler) {
			super((IoEventLoopGroup) null, (Executor) new ThreadPerTaskExecutor(Thread::new), handler);
		}

		@Override
		protected void run() {
			while (!this.finished) {
				Thread.onSpinWait();
			}
			this.holder = Thread.currentThread();
			while (!confirmShutdown()) {
				Thread.onSpinWait();
			}
		}

		@Override
		public boolean inEventLoop(Thread thread) {
			return this.holder == thread;
		}

		@Override
		protected boolean hasTasks() {
			return this.pending || super.hasTasks();
		}

		<T> T inLoop(Callable<T> action) throws Exception {
			this.holder = Thread.currentThread();
			try {
				T result = action.call();
				runAllTasks(TimeUnit.SECONDS.toNanos(60));
				return result;
			}
			finally {
				this.holder = null;
			}
		}

		int look() {
			return runIo();
		}

	}

	/** Notes whether it may wait, and how often it is woken. */
	private static final class CountedHandler extends StubSockets {

		private final List<Boolean> waits = new ArrayList<>();

		private final AtomicInteger wakeUps = new AtomicInteger();

		@Override
		public int run(IoHandlerContext context) {
			this.waits.add(context.canBlock());
			return 1;
		}

		@Override
		public void wakeup() {
			this.wakeUps.incrementAndGet();
		}

	}

}
