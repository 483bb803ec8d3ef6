package io.aemp.port;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One monitor on a local or remote port. Its action runs at most once, and never after
 * {@link #close()}: the state at the start of the action decides. Any thread may trigger
 * or close it.
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
	 * {@link #ARMED}, {@link #OVER}, or, once triggered, the opener of the loss barriers.
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
	 * @param creator the context that creates the monitor
	 * @param target the context that runs the action and whose end closes the monitor;
	 * {@code null} to run the action of aemp itself at once on the triggering thread
	 * @param witness whether the monitored port counts as monitored; a port that dies
	 * abnormally without a witness is logged as a warning
	 * @param action the action, called with the reason of the death or loss
	 */
	public Monitor(Context creator, @Nullable Context target, boolean witness, Consumer<Reason> action) {
		this.creator = creator;
		this.target = target;
		this.witness = witness;
		this.action = action;
	}

	/**
	 * Closes the monitor when its target ends. Call this before registration.
	 * @param withdrawal removes the monitor from its future registration
	 */
	public void begin(Consumer<Monitor> withdrawal) {
		this.withdrawal = withdrawal;
		if (this.target != null) {
			this.target.own(this);
		}
	}

	/**
	 * Triggers the monitor. Does nothing if it is triggered or closed already.
	 * @param reason the reason to pass to the action
	 */
	public void trigger(Reason reason) {
		trigger(reason, NOTHING);
	}

	/**
	 * Triggers the monitor. Does nothing but call the opener if the monitor is triggered
	 * or closed already.
	 * @param reason the reason to pass to the action
	 * @param opener called exactly once: right before the action starts, or when it is
	 * certain that the action never starts
	 */
	public void trigger(Reason reason, Opener opener) {
		// a new object, because one opener may serve several monitors
		Opener triggered = opener::open;
		if (!this.state.compareAndSet(ARMED, triggered)) {
			opener.open(false);
		}
		else if (this.target == null) {
			try {
				start(triggered, reason);
			}
			catch (RuntimeException ex) {
				// the caller still has to trigger other monitors
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
	 * Whether the monitor is armed.
	 * @return whether it was neither triggered nor closed
	 */
	public boolean isArmed() {
		return this.state.get() == ARMED;
	}

	/**
	 * The context that created the monitor.
	 * @return the context
	 */
	public Context creator() {
		return this.creator;
	}

	/**
	 * The context that runs the action.
	 * @return the context, {@code null} for an action of aemp itself
	 */
	public @Nullable Context target() {
		return this.target;
	}

	boolean isWitness() {
		return this.witness;
	}

	/** Opens the loss barriers that a loss has closed. */
	@FunctionalInterface
	public interface Opener {

		/**
		 * Opens the barriers as far as this monitor is concerned.
		 * @param told whether the action is about to start; otherwise it never starts
		 */
		void open(boolean told);

	}

}
