package io.aemp.port;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One monitor on a local or remote port. It fires once at most, and never after it was
 * closed: what decides is the state when the action is about to start. Any thread may
 * trigger or close it.
 */
public final class Monitor implements Guard {

	private static final Logger logger = LoggerFactory.getLogger(Monitor.class);

	private static final Opener ARMED = (told) -> {
	};

	private static final Opener OVER = (told) -> {
	};

	private static final Opener NOTHING = (told) -> {
	};

	/**
	 * {@link #ARMED}, {@link #OVER}, or triggered: then it is what opens the gates that
	 * the loss has closed.
	 */
	private final AtomicReference<Opener> state = new AtomicReference<>(ARMED);

	private final Context creator;

	private final @Nullable Context target;

	private final Consumer<Reason> action;

	private final boolean witness;

	private Consumer<Monitor> withdrawal = (monitor) -> {
	};

	/**
	 * Creates a monitor.
	 * @param creator where it is created
	 * @param target where the action runs, and with which the monitor ends; {@code null}
	 * to run it at once wherever the monitor is triggered, for actions of our own
	 * @param witness whether the monitored port counts as monitored by somebody who cares
	 * @param action what to do
	 */
	public Monitor(Context creator, @Nullable Context target, boolean witness, Consumer<Reason> action) {
		this.creator = creator;
		this.target = target;
		this.witness = witness;
		this.action = action;
	}

	/**
	 * Makes the monitor end with its target; to be called before it is registered.
	 * @param withdrawal removes it from where it will be registered
	 */
	public void begin(Consumer<Monitor> withdrawal) {
		this.withdrawal = withdrawal;
		if (this.target != null) {
			this.target.own(this);
		}
	}

	/**
	 * Lets the monitor fire.
	 * @param reason why
	 */
	public void trigger(Reason reason) {
		trigger(reason, NOTHING);
	}

	/**
	 * Lets the monitor fire.
	 * @param reason why
	 * @param opener called exactly once: right before the action starts, or when it is
	 * certain that it never will
	 */
	public void trigger(Reason reason, Opener opener) {
		// a state of its own, even if the opener is used for several monitors
		Opener triggered = opener::open;
		if (!this.state.compareAndSet(ARMED, triggered)) {
			opener.open(false);
		}
		else if (this.target == null) {
			try {
				start(triggered, reason);
			}
			catch (RuntimeException ex) {
				// others are waiting to be triggered
				logger.error("The action of a monitor failed", ex);
			}
		}
		else if (!this.target.tryExecute(() -> start(triggered, reason))) {
			close();
		}
	}

	private void start(Opener triggered, Reason reason) {
		if (this.state.compareAndSet(triggered, OVER)) {
			triggered.open(true);
			forget();
			this.action.accept(reason);
		}
	}

	@Override
	public void close() {
		Opener before = this.state.getAndSet(OVER);
		if (before == OVER) {
			return;
		}
		if (before == ARMED) {
			this.withdrawal.accept(this);
		}
		else {
			before.open(false);
		}
		forget();
	}

	private void forget() {
		if (this.target != null) {
			this.target.disown(this);
		}
	}

	/**
	 * Whether it can still fire.
	 * @return whether it was neither triggered nor closed
	 */
	public boolean isArmed() {
		return this.state.get() == ARMED;
	}

	/**
	 * Where it was created.
	 * @return the context
	 */
	public Context creator() {
		return this.creator;
	}

	/**
	 * Where the action runs.
	 * @return the context, {@code null} for an action of our own
	 */
	public @Nullable Context target() {
		return this.target;
	}

	boolean isWitness() {
		return this.witness;
	}

	/** Opens the gates that a loss has closed. */
	@FunctionalInterface
	public interface Opener {

		/**
		 * Opens them as far as this monitor is concerned.
		 * @param told whether the action is about to start; otherwise it never will
		 */
		void open(boolean told);

	}

}
