package io.aemp.runtime;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What the threads of handlers have of others, and what others have of them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandlerThreadsTests {

	private static final InheritableThreadLocal<String> USER = new InheritableThreadLocal<>();

	/** Grows in the thread that hands it a task, as all pools do. */
	private static final Executor GROWING = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES,
			new LinkedBlockingQueue<>());

	private ManagedNode node = create(NodeConfiguration.builder().build());

	private static ManagedNode create(NodeConfiguration configuration) {
		ManagedNode node = Nodes.create(configuration);
		node.start();
		return node;
	}

	static List<Dispatcher> dispatchers() {
		return List.of(Dispatcher.POOL, Dispatcher.ADAPTIVE, Dispatcher.BLOCKING, Dispatcher.EVENT_LOOP,
				Dispatcher.of(ForkJoinPool.commonPool()), Dispatcher.of(GROWING), Dispatcher.of(Runnable::run));
	}

	@AfterEach
	void close() {
		USER.remove();
		this.node.close();
	}

	@ParameterizedTest
	@MethodSource("dispatchers")
	void inheritNothing(Dispatcher dispatcher) throws Exception {
		USER.set("alice");
		assertThat(ask(dispatcher, USER::get)).isNull();
		assertThat(outside(USER::get)).isNull();
	}

	@ParameterizedTest
	@MethodSource("dispatchers")
	void haveTheClassLoaderOfTheApplication(Dispatcher dispatcher) throws Exception {
		this.node.close();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
			thread.setContextClassLoader(application);
			this.node = create(NodeConfiguration.builder().build());
			thread.setContextClassLoader(before);
			assertThat(ask(dispatcher, thread::getContextClassLoader)).isSameAs(before);
			assertThat(ask(dispatcher, () -> Thread.currentThread().getContextClassLoader())).isSameAs(application);
			assertThat(outside(() -> Thread.currentThread().getContextClassLoader())).isSameAs(application);
			assertThat(thread.getContextClassLoader()).isSameAs(before);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@ParameterizedTest
	@MethodSource("dispatchers")
	void haveNames(Dispatcher dispatcher) throws Exception {
		assertThat(ask(dispatcher, () -> Thread.currentThread().getName())).isNotEqualTo("");
	}

	@Test
	void aDecoratorTakesTheContextOfEachSenderAlong() throws Exception {
		this.node.close();
		ThreadLocal<String> user = new ThreadLocal<>();
		this.node = create(NodeConfiguration.builder().taskDecorator((task) -> {
			String sender = user.get();
			return () -> {
				user.set(sender);
				try {
					task.run();
				}
				finally {
					user.remove();
				}
			};
		}).build());
		for (Dispatcher dispatcher : dispatchers()) {
			CountDownLatch release = new CountDownLatch(1);
			List<String> seen = new CopyOnWriteArrayList<>();
			Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(dispatcher)).receive((message) -> {
				release.await();
				seen.add(message.text(0) + " of " + user.get());
			});
			user.set("alice");
			this.node.send(port.id(), "first");
			user.set("bob");
			this.node.send(port.id(), "second");
			user.remove();
			this.node.send(port.id(), "third");
			user.set("carol");
			CompletableFuture<String> task = port.callInContext(user::get);
			user.remove();
			release.countDown();
			assertThat(task.get(60, TimeUnit.SECONDS)).isEqualTo("carol");
			assertThat(seen).containsExactly("first of alice", "second of bob", "third of null");
		}
	}

	@Test
	void whatADecoratorDoesWithAFailureStopsNoDeath() throws Exception {
		this.node.close();
		this.node = create(NodeConfiguration.builder().taskDecorator((task) -> () -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				// a decorator that only logs
			}
		}).build());
		Port port = this.node.open().receive((message) -> {
			throw new IllegalStateException("no");
		});
		CompletableFuture<Reason> death = new CompletableFuture<>();
		this.node.monitor(port.id(), death::complete);
		this.node.send(port.id(), "go");
		assertThat(death.get(60, TimeUnit.SECONDS).identifier()).isEqualTo(Reason.DIE);
	}

	@Test
	void anExecutorThatRunsInTheCallerBlocksNoSenderAndNoPort() throws Exception {
		Executor caller = Runnable::run;
		asksAnotherPort(Dispatcher.of(caller));
		ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(),
				new ThreadPoolExecutor.CallerRunsPolicy());
		asksAnotherPort(Dispatcher.of(one));
		one.shutdown();
	}

	/** A handler waits for another port of the same executor. */
	private void asksAnotherPort(Dispatcher dispatcher) throws Exception {
		Port answering = open(dispatcher, () -> "answer");
		Port asking = open(dispatcher,
				() -> this.node.call(answering.id(), "go").orTimeout(60, TimeUnit.SECONDS).join().text(0));
		CompletableFuture<Object> answer = this.node.call(asking.id(), "go").thenApply((message) -> message.text(0));
		assertThat(answer.get(90, TimeUnit.SECONDS)).isEqualTo("answer");
	}

	@Test
	void anExecutorThatThrottlesBlocksNoSenderAndNoTimer() throws Exception {
		Semaphore permits = new Semaphore(0);
		Executor throttling = (task) -> {
			permits.acquireUninterruptibly();
			new Thread(task).start();
		};
		Port port = open(Dispatcher.of(throttling), () -> "answer");
		CompletableFuture<Object> answer = this.node.call(port.id(), "go").thenApply((message) -> message.text(0));
		CompletableFuture<Boolean> timer = new CompletableFuture<>();
		this.node.after(Duration.ofMillis(1), port.id(), Message.of("go", "x"));
		this.node.after(Duration.ofMillis(2), () -> timer.complete(true));
		assertThat(timer.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(answer).isNotDone();
		permits.release(1000);
		assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("answer");
	}

	@Test
	void anExecutorThatRefusesStopsNoPort() throws Exception {
		ThreadPoolExecutor closed = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		closed.shutdown();
		assertThatThrownBy(() -> closed.execute(() -> {
		})).isNotNull();
		assertThat(ask(Dispatcher.of(closed), () -> "answer")).isEqualTo("answer");
	}

	@Test
	void anExecutorThatFailsStopsNoPort() throws Exception {
		Executor broken = (task) -> {
			throw new IllegalStateException("broken");
		};
		assertThat(ask(Dispatcher.of(broken), () -> "answer")).isEqualTo("answer");
	}

	@Test
	void anExecutorThatTakesATaskAndFailsRunsItOnce() throws Exception {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		Executor broken = (task) -> {
			Thread thread = new Thread(task);
			threads.add(thread);
			thread.start();
			throw new OutOfMemoryError("not really");
		};
		Set<Object> inside = ConcurrentHashMap.newKeySet();
		AtomicInteger count = new AtomicInteger();
		Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(broken))).receive((message) -> {
			assertThat(inside.add("a callback")).as("is alone").isTrue();
			Thread.yield();
			inside.clear();
			count.incrementAndGet();
		});
		for (int i = 0; i < 1000; i++) {
			this.node.send(port.id(), i);
		}
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(count).hasValue(1000));
		for (Thread thread : threads) {
			thread.join();
		}
	}

	@Test
	void aDecoratorThatReturnsNullIsToldToTheSender() {
		try (Node other = create(NodeConfiguration.builder().taskDecorator((task) -> null).build())) {
			Port port = other.open((message) -> {
			});
			assertThatNullPointerException().isThrownBy(() -> other.send(port.id(), "x"))
				.withMessageContaining("return the task that it was given");
		}
	}

	private Object ask(Dispatcher dispatcher, Callable<Object> question) throws Exception {
		CompletableFuture<Object> answer = new CompletableFuture<>();
		Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(dispatcher))
			.receive((message) -> answer.complete(question.call()));
		this.node.send(port.id(), "go");
		return answer.get(60, TimeUnit.SECONDS);
	}

	private Port open(Dispatcher dispatcher, Callable<Object> answer) {
		return this.node.open(PortOptions.DEFAULTS.dispatcher(dispatcher))
			.receive("go", (message) -> this.node.send(message.text(0), answer.call()));
	}

	private Object outside(Callable<Object> question) throws Exception {
		CompletableFuture<Object> answer = new CompletableFuture<>();
		this.node.monitor(this.node.id() + "#none", (reason) -> {
			try {
				answer.complete(question.call());
			}
			catch (Exception ex) {
				answer.completeExceptionally(ex);
			}
		});
		return answer.get(60, TimeUnit.SECONDS);
	}

}
