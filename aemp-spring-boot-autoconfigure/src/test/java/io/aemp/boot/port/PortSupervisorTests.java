package io.aemp.boot.port;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Failure;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import io.aemp.annotation.Restart;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.boot.event.PortDiedEvent;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.HandlerExtensions;
import io.aemp.boot.handler.PortMethods;
import io.aemp.boot.handler.PortRules;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.backoff.BackOff;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link PortSupervisor}, with timers that the test sets off. */
class PortSupervisorTests {

	private static final Duration STABLE_TIME = Duration.ofMinutes(1);

	private final List<PortDiedEvent> events = new ArrayList<>();

	private final PortDeaths deaths = new PortDeaths();

	private final Node node = Nodes.start(NodeConfiguration.builder().nodeId("test").observers(this.deaths).build());

	private final BlockingQueue<Timer> timers = new LinkedBlockingQueue<>();

	private final AtomicLong nanoTime = new AtomicLong();

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final Bean bean = new Bean();

	@BeforeEach
	void hearOfDeaths() {
		this.deaths.listen((event, label) -> this.events.add(event));
	}

	@AfterEach
	void close() {
		this.node.close();
	}

	@Test
	void backsOffUpToTheLongestDelay() throws Exception {
		PortSupervisor supervisor = start(Restart.Policy.SAME_INSTANCE);
		dieAtOnceOpened(supervisor);
		List<Long> delays = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			delays.add(dieAndReopen(supervisor).toMillis());
		}
		assertThat(delays).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 25600L, 30000L, 30000L,
				30000L);
		assertThat(this.bean.resets).isEqualTo(13);
	}

	@Test
	void forgetsDeathsAfterAStableTime() throws Exception {
		PortSupervisor supervisor = start(Restart.Policy.SAME_INSTANCE);
		dieAtOnceOpened(supervisor);
		dieAndReopen(supervisor);
		this.nanoTime.addAndGet(STABLE_TIME.toNanos() - 1);
		assertThat(dieAndReopen(supervisor)).hasMillis(200);
		this.nanoTime.addAndGet(STABLE_TIME.toNanos());
		dieAtOnceOpened(supervisor);
		assertThat(dieAndReopen(supervisor)).hasMillis(100);
		assertThat(dieAndReopen(supervisor)).hasMillis(200);
	}

	@Test
	void aNormalKillFromThisNodeIsFinal() throws Exception {
		PortSupervisor supervisor = start(Restart.Policy.SAME_INSTANCE);
		kill(supervisor, Reason.NORMAL);
		assertThat(supervisor.port()).isEmpty();
		assertThat(this.timers).isEmpty();
		assertThat(this.events).hasSize(1);
	}

	@Test
	void aNormalKillFromAPeerIsNot() throws Exception {
		PortSupervisor supervisor = start(Restart.Policy.SAME_INSTANCE);
		String port = supervisor.port().orElseThrow().id();
		this.deaths.killRequested("peer", port, Reason.NORMAL);
		dieAtOnceOpened(supervisor, Reason.NORMAL);
		assertThat(this.events).containsExactly(new PortDiedEvent(port, Reason.NORMAL));
	}

	@Test
	void neverMeansNever() throws Exception {
		PortSupervisor supervisor = start(Restart.Policy.NEVER);
		kill(supervisor, Reason.of("broken"));
		assertThat(supervisor.port()).isEmpty();
		assertThat(this.timers).isEmpty();
	}

	@Test
	void nothingIsOpenedAgainAfterTheStop() throws Exception {
		PortSupervisor supervisor = start(Restart.Policy.SAME_INSTANCE);
		dieAtOnceOpened(supervisor);
		kill(supervisor, Reason.of("broken"));
		Timer timer = BoundedWait.take(this.timers);
		assertThat(supervisor.stop()).isCompleted();
		assertThat(timer.cancelled()).isTrue();
		timer.task().run();
		assertThat(supervisor.port()).isEmpty();
	}

	@Test
	void theStopWaitsForTheLastCallback() throws Exception {
		PortSupervisor supervisor = start(Restart.Policy.SAME_INSTANCE);
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch running = new CountDownLatch(1);
		supervisor.port().orElseThrow().runInContext(() -> {
			running.countDown();
			BoundedWait.await(go);
		});
		BoundedWait.await(running);
		CompletableFuture<?> stopped = supervisor.stop();
		assertThat(stopped).isNotDone();
		go.countDown();
		assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
		assertThat(supervisor.port()).isEmpty();
		assertThat(this.timers).isEmpty();
	}

	/** Kills the port for the first time: no timer is needed for the next one. */
	private void dieAtOnceOpened(PortSupervisor supervisor) throws Exception {
		dieAtOnceOpened(supervisor, Reason.of("broken"));
	}

	private void dieAtOnceOpened(PortSupervisor supervisor, Reason reason) throws Exception {
		String before = supervisor.port().orElseThrow().id();
		this.node.kill(before, reason);
		Awaitility.await().until(() -> supervisor.port().filter((port) -> !port.id().equals(before)).isPresent());
		supervisor.port().orElseThrow().runInContext(() -> {
		}).get(60, TimeUnit.SECONDS);
		assertThat(this.timers).isEmpty();
	}

	private Duration dieAndReopen(PortSupervisor supervisor) throws Exception {
		String before = supervisor.port().orElseThrow().id();
		kill(supervisor, Reason.of("broken"));
		Timer timer = BoundedWait.take(this.timers);
		assertThat(supervisor.port()).isEmpty();
		timer.task().run();
		Port after = supervisor.port().orElseThrow();
		assertThat(after.id()).isNotEqualTo(before);
		after.runInContext(() -> {
		}).get(60, TimeUnit.SECONDS);
		return timer.delay();
	}

	/** Kills the port, and returns when the supervisor knows of it. */
	private void kill(PortSupervisor supervisor, Reason reason) {
		this.node.kill(supervisor.port().orElseThrow().id(), reason);
		Awaitility.await().until(() -> supervisor.port().isEmpty());
		assertThat(this.events).isNotEmpty();
	}

	private PortSupervisor start(Restart.Policy policy) {
		this.beanFactory.registerSingleton("bean", this.bean);
		PortMethods methods = new PortMethods(Bean.class,
				new BeanMethods(this.node, new TypeConversion(ApplicationConversionService.getSharedInstance()),
						() -> HandlerExtensions.NONE),
				new PortRules("bean", Failure.ANSWER, true, false, 0),
				new AnnotationTexts(new DefaultListableBeanFactory()));
		PortDefinition definition = new PortDefinition("bean", false, 1, AnnotatedMethods.of(Bean.class),
				PortOptions.DEFAULTS, List.of(), null, new RestartRule(policy, backOff(), STABLE_TIME),
				(node, options, bean) -> new ReceivingPort(node.open(options), methods, bean));
		PortSupervisor supervisor = new PortSupervisor(definition, this.beanFactory, withTimers(), this.deaths,
				this.nanoTime::get);
		supervisor.start();
		return supervisor;
	}

	/** The one of the defaults. */
	private BackOff backOff() {
		return new Annotations(new AnnotationTexts(this.beanFactory))
			.restart("here", DefaultRestart.class.getAnnotation(AempPort.class).restart(), false)
			.backOff();
	}

	/** The node, but with timers that the test sets off. */
	private Node withTimers() {
		return (Node) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Node.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("after")) {
						Timer timer = new Timer((Duration) arguments[0], (Runnable) arguments[1], new AtomicBoolean());
						this.timers.add(timer);
						return (Guard) () -> timer.closed().set(true);
					}
					try {
						return method.invoke(this.node, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private record Timer(Duration delay, Runnable task, AtomicBoolean closed) {

		boolean cancelled() {
			return this.closed.get();
		}

	}

	@AempPort
	private static final class DefaultRestart {

	}

	static class Bean {

		private int resets;

		@Reset
		void reset() {
			this.resets++;
		}

		@Receive
		void receive() {
		}

	}

}
