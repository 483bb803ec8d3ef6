package io.aemp.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.aemp.loop.SharedLoopTests.Work;
import io.aemp.transport.IoPlatform;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How a loop looks for answers before it waits for them. */
class BusyLoopTests {

	private final Sockets sockets = new Sockets();

	private EventLoopGroup group;

	private EventLoop start(Duration busyPoll) {
		IoPlatform platform = this.sockets.platform();
		DefaultThreadFactory threads = new DefaultThreadFactory("busy", true);
		this.group = platform.loops(1, threads, new Work(), threads, () -> new BusyPoll(busyPoll));
		this.sockets.loop = this.group.next();
		return this.sockets.loop;
	}

	@AfterEach
	void stop() {
		assertThat(this.group.shutdownGracefully(0, 60, TimeUnit.SECONDS).awaitUninterruptibly(60, TimeUnit.SECONDS))
			.isTrue();
	}

	@Test
	void looksForTheNextAnswerAndThenWaits() {
		EventLoop loop = start(Duration.ofMillis(1));
		this.sockets.answers = Integer.MAX_VALUE;
		loop.execute(this.sockets::begin);
		// w: may wait, l: looks
		await().untilAsserted(() -> assertThat(this.sockets.looks()).matches("w+l+w+"));
	}

	@Test
	void aTaskInterruptsTheLook() throws Exception {
		EventLoop loop = start(Duration.ofMillis(1));
		this.sockets.answers = Integer.MAX_VALUE;
		this.sockets.atLook = () -> new Thread(() -> loop.execute(this.sockets::done)).start();
		loop.execute(this.sockets::begin);
		assertThat(this.sockets.done.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void waitsAtOnceIfNothingIsSentOrItIsNotAsked(int millis) {
		EventLoop loop = start(Duration.ofMillis(millis));
		this.sockets.answers = 1000;
		this.sockets.sends = millis == 0;
		loop.execute(this.sockets::begin);
		await().untilAsserted(() -> assertThat(this.sockets.looks()).hasSizeGreaterThan(1000));
		assertThat(this.sockets.looks()).doesNotContain("l");
	}

	/** Sockets that have something to read whenever a loop may wait, until it looks. */
	private static final class Sockets extends StubSockets {

		private final Semaphore wakeUps = new Semaphore(0);

		private final Semaphore done = new Semaphore(0);

		private final StringBuffer looks = new StringBuffer();

		private boolean begun;

		private volatile EventLoop loop;

		private volatile int answers;

		private volatile boolean sends = true;

		private volatile Runnable atLook = () -> {
		};

		String looks() {
			return this.looks.toString();
		}

		void begin() {
			this.begun = true;
		}

		void done() {
			this.done.release();
		}

		@Override
		public int run(IoHandlerContext context) {
			boolean waits = context.canBlock();
			if (!this.begun) {
				return waits ? sleep() : 0;
			}
			this.looks.append(waits ? 'w' : 'l');
			if (!waits) {
				this.answers = 0;
				this.atLook.run();
				this.atLook = () -> {
				};
				return 0;
			}
			if (this.answers > 0) {
				this.answers--;
				if (this.sends) {
					this.loop.execute(() -> SharedLoop.sent(this.loop));
				}
				return 1;
			}
			return sleep();
		}

		private int sleep() {
			this.wakeUps.acquireUninterruptibly();
			return 0;
		}

		@Override
		public void wakeup() {
			this.wakeUps.release();
		}

	}

}
