package io.aemp.boot.port;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.annotation.Restart;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Opens one port of a bean, and opens it again after a death: at once after the first
 * death, and later after further ones. The lock of this object guards all state.
 * Callbacks of the node run outside ports.
 */
final class PortSupervisor {

	private static final Logger logger = LoggerFactory.getLogger(PortSupervisor.class);

	/** Why ports die when their application stops. */
	static final Reason STOPPED = Reason.of(Reason.NODE_CLOSED, "the application stops");

	/** Others can kill the port as often as they like. */
	private final LimitedLog deathLog = new LimitedLog();

	private final PortDefinition definition;

	private final ConfigurableBeanFactory beanFactory;

	private final Node node;

	private final PortDeaths portDeaths;

	private final LongSupplier nanoTime;

	private State state = State.CLOSED;

	private @Nullable OpenedPort opened;

	private @Nullable Object instance;

	private long openedAt;

	/** The deaths since the last time that a port lived long enough. */
	private int deaths;

	private BackOffExecution delays;

	/** How often the port was opened again after a death. */
	private long restarts;

	private @Nullable Guard timer;

	/** Whether the port is to be in no family any more. */
	private boolean withdrawn;

	private CompletableFuture<@Nullable Void> closed = CompletableFuture.completedFuture(null);

	PortSupervisor(PortDefinition definition, ConfigurableBeanFactory beanFactory, Node node, PortDeaths portDeaths,
			LongSupplier nanoTime) {
		this.definition = definition;
		this.beanFactory = beanFactory;
		this.node = node;
		this.portDeaths = portDeaths;
		this.nanoTime = nanoTime;
		this.delays = definition.restart().backOff().start();
	}

	PortDefinition definition() {
		return this.definition;
	}

	synchronized Optional<Port> port() {
		return Optional.ofNullable(this.opened).map(OpenedPort::port);
	}

	/**
	 * Whether this is the supervisor of a bean.
	 * @param bean an object
	 * @return whether it is the current instance of the bean, or the target of its proxy
	 */
	synchronized boolean supervises(Object bean) {
		Object own = this.definition.prototype() ? this.instance : this.beanFactory.getBean(this.definition.beanName());
		return own != null && (own == bean || AopProxyUtils.getSingletonTarget(own) == bean);
	}

	/** How often the port was opened again after a death. */
	synchronized long restarts() {
		return this.restarts;
	}

	/** Opens the port. */
	synchronized void start() {
		if (this.state == State.CLOSED) {
			this.withdrawn = false;
			forgetDeaths();
			open(false);
		}
	}

	/** Takes the port out of its families, for good. */
	synchronized void withdraw() {
		this.withdrawn = true;
		port().ifPresent((port) -> this.definition.families()
			.forEach((family) -> this.node.database().delete(family, port.id())));
	}

	/**
	 * Kills the port for good.
	 * @return completes when the port is dead and its last callback has returned
	 */
	synchronized CompletableFuture<@Nullable Void> stop() {
		if (this.state == State.WAITING && this.timer != null) {
			this.timer.close();
			this.state = State.CLOSED;
		}
		if (this.state == State.OPEN && this.opened != null) {
			this.state = State.CLOSING;
			this.closed = new CompletableFuture<>();
			this.node.kill(this.opened.port().id(), STOPPED);
		}
		return this.closed;
	}

	private void open(boolean again) {
		boolean fresh = this.instance == null || policy() == Restart.Policy.NEW_INSTANCE;
		if (this.definition.prototype() && fresh) {
			Object created = this.beanFactory.getBean(this.definition.beanName());
			this.instance = created;
			requireInvocable(created);
		}
		OpenedPort opened = this.definition.opener().open(this.node, this.definition.options(), bean(this.instance));
		String id = opened.port().id();
		this.state = State.OPEN;
		this.opened = opened;
		this.openedAt = this.nanoTime.getAsLong();
		this.portDeaths.watch(id, this.definition.options().label());
		if (again) {
			this.portDeaths.reopened(id, this.definition.options().label());
		}
		this.node.monitor(id, (reason) -> died(opened, reason));
		opened.begin(again && policy() == Restart.Policy.SAME_INSTANCE, this::register);
	}

	private void requireInvocable(Object bean) {
		try {
			this.definition.annotatedMethods().requireInvocable(bean.getClass());
		}
		catch (InvalidAnnotationException ex) {
			throw ex.ofBean(this.definition.beanName());
		}
	}

	private Supplier<Object> bean(@Nullable Object prototype) {
		return (prototype != null) ? () -> prototype : new BeanReference(this.beanFactory, this.definition.beanName());
	}

	private synchronized void register(Port opened) {
		if (this.withdrawn) {
			return;
		}
		try {
			for (String family : this.definition.families()) {
				this.node.database().register(family, opened.id(), this.definition.familyValue());
			}
		}
		catch (UnsendableValueException ex) {
			throw new InvalidAnnotationException("The entry of the port of bean '" + this.definition.beanName()
					+ "' in its families is not valid. " + ex.getMessage() + ".",
					"Correct 'familyValue' in its annotation.");
		}
	}

	private synchronized void died(OpenedPort dead, Reason reason) {
		String id = dead.port().id();
		boolean byPeer = this.portDeaths.wasKilledByPeer(id);
		Throwable cause = cause(dead, reason);
		this.opened = null;
		if (this.state == State.CLOSING) {
			end();
			this.closed.complete(null);
		}
		else if (isFinal(reason, byPeer)) {
			logger.info("Port {} of bean '{}' died and stays closed: {}", id, this.definition.beanName(), reason,
					cause);
			end();
		}
		else {
			Duration delay = nextDelay();
			this.deathLog.log((more) -> logger.warn("Port {} of bean '{}' died, opening it again in {} ms: {}{}", id,
					this.definition.beanName(), delay.toMillis(), reason, more, cause));
			openAfter(delay);
		}
	}

	/** A process that was killed may throw anything at its end: that is not the cause. */
	private static @Nullable Throwable cause(OpenedPort dead, Reason reason) {
		Throwable failure = dead.failure();
		return (failure != null && reason.equals(Reason.of(failure))) ? failure : null;
	}

	private Duration nextDelay() {
		long lived = this.nanoTime.getAsLong() - this.openedAt;
		if (lived >= TimeUnit.NANOSECONDS.convert(this.definition.restart().stableTime())) {
			forgetDeaths();
		}
		this.deaths++;
		return (this.deaths > 1) ? Duration.ofMillis(this.delays.nextBackOff()) : Duration.ZERO;
	}

	private Restart.Policy policy() {
		return this.definition.restart().policy();
	}

	private void forgetDeaths() {
		this.deaths = 0;
		this.delays = this.definition.restart().backOff().start();
	}

	private boolean isFinal(Reason reason, boolean byPeer) {
		boolean ownKill = !byPeer && (reason.isNormal() || Reason.NODE_CLOSED.equals(reason.identifier()));
		return ownKill || policy() == Restart.Policy.NEVER;
	}

	private void end() {
		this.state = State.CLOSED;
		destroyInstance();
	}

	private void openAfter(Duration delay) {
		if (policy() == Restart.Policy.NEW_INSTANCE) {
			destroyInstance();
		}
		this.state = State.WAITING;
		if (delay.isZero()) {
			openAgain();
		}
		else {
			this.timer = this.node.after(delay, this::openAgain);
		}
	}

	private synchronized void openAgain() {
		if (this.state != State.WAITING) {
			return;
		}
		try {
			open(true);
			this.restarts++;
		}
		catch (RuntimeException ex) {
			// never at once: this call may be inside another attempt
			Duration delay = Duration.ofMillis(Math.max(1, this.delays.nextBackOff()));
			logger.error("Port of bean '{}' cannot be opened again, next attempt in {} ms", this.definition.beanName(),
					delay.toMillis(), ex);
			openAfter(delay);
		}
	}

	private void destroyInstance() {
		Object old = this.instance;
		this.instance = null;
		if (old != null) {
			this.beanFactory.destroyBean(this.definition.beanName(), old);
		}
	}

	private enum State {

		/**
		 * There is no port, and none will be opened without {@link PortSupervisor#start}.
		 */
		CLOSED,
		/** There is a port. */
		OPEN,
		/** The port died; the timer will open the next one. */
		WAITING,
		/** The port was killed for good, and its death is still to come. */
		CLOSING

	}

}
