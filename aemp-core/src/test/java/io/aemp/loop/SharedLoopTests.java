package io.aemp.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.aemp.dispatch.LoopTasks;
import io.aemp.testing.BoundedWait;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An event loop goes on whatever its thread does beside the sockets. */
class SharedLoopTests {

	private final Work work = new Work();

	private EventLoopGroup group;

	static List<IoHandlerFactory> platforms() {
		List<IoHandlerFactory> platforms = new ArrayList<>(List.of(NioIoHandler.newFactory()));
		if (Epoll.isAvailable()) {
			platforms.add(EpollIoHandler.newFactory());
		}
		return platforms;
	}

	private EventLoop start(IoHandlerFactory platform) {
		this.group = EventLoops.create(1, platform, threads("own"), this.work, threads("standby"),
				() -> new BusyPoll(Duration.ofNanos(50_000)));
		return this.group.next();
	}

	private static ThreadFactory threads(String name) {
		return (task) -> {
			Thread thread = new FastThreadLocalThread(task, name);
			thread.setDaemon(true);
			return thread;
		};
	}

	@AfterEach
	void stop() {
		BoundedWait.get(this.group.shutdownGracefully(0, 60, TimeUnit.SECONDS));
		await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(SharedLoopTests::isOurs));
		assertThat(this.work.left).isTrue();
	}

	private static boolean isOurs(Thread thread) {
		return thread.getName().equals("own") || thread.getName().equals("standby");
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void workIsDoneByTheOwnThreadOutsideOfTheLoop(IoHandlerFactory platform) throws Exception {
		EventLoop loop = start(platform);
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		loop.execute(() -> this.work.add(() -> {
			seen.add(Thread.currentThread().getName() + " " + loop.inEventLoop());
			loop.execute(() -> {
				seen.add(Thread.currentThread().getName() + " " + loop.inEventLoop());
				done.countDown();
			});
		}));
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		// on a busy machine the own thread may stand still for so long that it is
		// relieved
		String server = (this.work.givenUp.get() == 0) ? "own true" : "standby true";
		assertThat(seen).hasSize(2).startsWith("own false").last().isIn("own true", server);
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void theStandbyThreadServesTheLoopWhileTheOwnThreadHangs(IoHandlerFactory platform) throws Exception {
		EventLoop loop = start(platform);
		// the standby thread waits for sockets by then
		CountDownLatch end = hang(loop, () -> loop.execute(() -> this.work.seen.add("after")));
		for (int i = 0; i < 3; i++) {
			assertThat(loop.submit(() -> Thread.currentThread().getName() + " " + loop.inEventLoop())
				.get(60, TimeUnit.SECONDS)).isEqualTo("standby true");
		}
		assertThat(this.work.givenUp).hasValue(1);
		assertThat(this.work.cameBack).hasValue(0);
		end.countDown();
		await().untilAsserted(() -> assertThat(this.work.seen).containsExactly("after"));
		await().untilAsserted(() -> assertThat(this.work.cameBack).hasValue(1));
		assertThat(loop.submit(() -> Thread.currentThread().getName()).get(60, TimeUnit.SECONDS)).isEqualTo("own");
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void whatHangsDelaysNoTimers(IoHandlerFactory platform) throws Exception {
		EventLoop loop = start(platform);
		CountDownLatch end = hang(loop, () -> {
		});
		assertThat(loop.schedule(() -> Thread.currentThread().getName(), 20, TimeUnit.MILLISECONDS)
			.get(60, TimeUnit.SECONDS)).isEqualTo("standby");
		end.countDown();
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void everyTaskRunsOnceInOrderAndAlone(IoHandlerFactory platform) throws Exception {
		EventLoop loop = start(platform);
		int senders = 3;
		int tasks = 20_000;
		AtomicInteger inside = new AtomicInteger();
		AtomicBoolean overlap = new AtomicBoolean();
		// plain: whoever has the loop sees what others have written there
		int[] next = new int[senders + 1];
		CountDownLatch all = new CountDownLatch(senders * tasks + senders * tasks / 100);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < senders; i++) {
			int sender = i;
			Thread thread = new Thread(() -> {
				for (int n = 0; n < tasks; n++) {
					int number = n;
					loop.execute(() -> {
						overlap.compareAndSet(false, inside.getAndIncrement() != 0 || next[sender] != number);
						next[sender]++;
						if (number % 100 == 0) {
							this.work.add(() -> hesitate(number, () -> loop.execute(() -> {
								next[senders]++;
								all.countDown();
							})));
						}
						inside.getAndDecrement();
						all.countDown();
					});
				}
			});
			threads.add(thread);
			thread.start();
		}
		assertThat(all.await(120, TimeUnit.SECONDS)).as("%s tasks are missing", all.getCount()).isTrue();
		assertThat(overlap).isFalse();
		assertThat(next).containsExactly(tasks, tasks, tasks, senders * tasks / 100);
		BoundedWait.join(threads);
	}

	/**
	 * Sometimes for so long that the standby thread comes, before or after what is to be
	 * done.
	 */
	private static void hesitate(int number, Runnable task) {
		boolean before = number % 200 == 0;
		if (!before) {
			task.run();
		}
		if (number % 1000 == 0) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
		}
		if (before) {
			task.run();
		}
	}

	/** The standby thread may be about to wait for sockets at that moment. */
	@ParameterizedTest
	@MethodSource("platforms")
	void theOwnThreadGetsTheLoopBackWheneverItReturns(IoHandlerFactory platform) throws Exception {
		EventLoop loop = start(platform);
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 1000; i++) {
			CountDownLatch done = new CountDownLatch(1);
			int micros = 900 + random.nextInt(1300);
			loop.execute(() -> this.work.add(() -> {
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
				done.countDown();
			}));
			assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
			// nothing that would wake the standby thread
			while (this.work.cameBack.get() < this.work.givenUp.get()) {
				assertThat(System.nanoTime()).as("round %d, seed %d", i, seed).isLessThan(end);
				Thread.onSpinWait();
			}
		}
		assertThat(this.work.givenUp).hasPositiveValue();
	}

	/** Whoever wakes the standby thread up before it waits wakes nobody. */
	@Test
	void theStandbyThreadWaitsForNoSocketsOnceTheOwnThreadWantsTheLoop() throws Exception {
		NoSockets sockets = new NoSockets();
		EventLoop loop = start(sockets);
		CountDownLatch about = new CountDownLatch(1);
		sockets.before(() -> {
			if (Thread.currentThread().getName().equals("standby")) {
				sockets.before(() -> {
				});
				about.countDown();
				sockets.awaitIgnoredWakeUp();
			}
		});
		CountDownLatch end = hang(loop, () -> {
		});
		assertThat(about.await(60, TimeUnit.SECONDS)).isTrue();
		end.countDown();
		await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(this.work.cameBack).hasValue(1));
	}

	@Test
	void theStandbyThreadGoesOnAfterAnError() throws Exception {
		NoSockets sockets = new NoSockets();
		EventLoop loop = start(sockets);
		sockets.before(() -> {
			if (Thread.currentThread().getName().equals("standby")) {
				sockets.before(() -> {
				});
				throw new OutOfMemoryError("made by a test");
			}
		});
		CountDownLatch end = hang(loop, () -> {
		});
		try {
			assertThat(loop.submit(() -> Thread.currentThread().getName()).get(20, TimeUnit.SECONDS))
				.isEqualTo("standby");
		}
		finally {
			end.countDown();
		}
		await().untilAsserted(() -> assertThat(this.work.cameBack).hasValue(1));
	}

	/** An interrupt keeps nobody awake, and is not for what comes later. */
	@ParameterizedTest
	@MethodSource("platforms")
	void anInterruptIsForTheTaskAtHandOnly(IoHandlerFactory platform) throws Exception {
		EventLoop loop = start(platform);
		CountDownLatch end = hang(loop, () -> {
		});
		try {
			isInterruptedForAMomentOnly(loop);
		}
		finally {
			end.countDown();
		}
		await().untilAsserted(() -> assertThat(this.work.cameBack).hasValue(1));
		isInterruptedForAMomentOnly(loop);
	}

	private static void isInterruptedForAMomentOnly(EventLoop loop) throws Exception {
		loop.submit(() -> Thread.currentThread().interrupt()).get(60, TimeUnit.SECONDS);
		// until the next turn
		await().until(() -> !loop.submit(() -> Thread.currentThread().isInterrupted()).get(60, TimeUnit.SECONDS));
	}

	/** The own thread, its standby thread and who shuts down meet at any moment. */
	@ParameterizedTest
	@MethodSource("platforms")
	void aLoopEndsWheneverItsThreadReturns(IoHandlerFactory platform) throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 200; i++) {
			EventLoop loop = start(platform);
			int hangs = random.nextInt(2500);
			AtomicInteger done = new AtomicInteger();
			loop.execute(() -> this.work.add(() -> {
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(hangs));
				loop.execute(done::incrementAndGet);
			}));
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(2500)));
			loop.execute(done::incrementAndGet);
			this.group.shutdownGracefully(0, 60, TimeUnit.SECONDS);
			assertThat(SharedLoop.closeFuture(loop).await(60, TimeUnit.SECONDS)).as("round %d, seed %d", i, seed)
				.isTrue();
			assertThat(loop.terminationFuture().await(60, TimeUnit.SECONDS)).as("round %d, seed %d", i, seed).isTrue();
			assertThat(done).as("round %d, seed %d", i, seed).hasValue(2);
		}
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void aLoopIsClosedThoughItsThreadHangs(IoHandlerFactory platform) throws Exception {
		EventLoop loop = start(platform);
		CountDownLatch end = hang(loop, () -> {
		});
		this.group.shutdownGracefully(0, 60, TimeUnit.SECONDS);
		await().untilAsserted(() -> assertThat(this.work.givenUp).hasValue(1));
		assertThat(SharedLoop.closeFuture(loop).await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(loop.isTerminated()).isFalse();
		end.countDown();
		assertThat(loop.terminationFuture().await(60, TimeUnit.SECONDS)).isTrue();
	}

	/** Has the own thread hang until the latch opens, and then do something. */
	private CountDownLatch hang(EventLoop loop, Runnable then) throws InterruptedException {
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		loop.execute(() -> this.work.add(() -> {
			hanging.countDown();
			BoundedWait.await(end);
			then.run();
		}));
		assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
		return end;
	}

	/** Runs what it is given, one after the other. */
	static final class Work implements LoopTasks, LoopTasks.Share {

		private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

		private final Queue<String> seen = new ConcurrentLinkedQueue<>();

		private final AtomicInteger givenUp = new AtomicInteger();

		private final AtomicInteger cameBack = new AtomicInteger();

		private volatile boolean left;

		void add(Runnable task) {
			this.tasks.add(task);
		}

		@Override
		public Share join() {
			return this;
		}

		@Override
		public boolean isDue() {
			return !this.tasks.isEmpty();
		}

		@Override
		public void work() {
			Runnable task = this.tasks.poll();
			if (task != null) {
				task.run();
			}
		}

		@Override
		public void giveUp() {
			this.givenUp.incrementAndGet();
		}

		@Override
		public void comeBack() {
			this.cameBack.incrementAndGet();
		}

		@Override
		public void leave() {
			this.left = true;
		}

	}

}
