package io.aemp.boot.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * One phase of start and stop. The order on stop:
 * <ol>
 * <li>The node withdraws its database entries, so that other nodes do not find its
 * ports.</li>
 * <li>The web server drains, in its phases {@code MAX_VALUE - 1024} and
 * {@code MAX_VALUE - 2048}.</li>
 * <li>The ports finish the answers that come later, and are killed.</li>
 * <li>The connections are closed.</li>
 * </ol>
 */
final class LifecyclePhase implements SmartLifecycle {

	/** Before the graceful shutdown of the web server. */
	static final int WITHDRAWAL = Integer.MAX_VALUE - 512;

	/** After the web server, whose requests may need the ports. */
	static final int PORTS = Integer.MAX_VALUE - 3072;

	/** After everything that sends or receives messages. */
	static final int NODE = Integer.MAX_VALUE - 4096;

	private static final Logger logger = LoggerFactory.getLogger(LifecyclePhase.class);

	private final int phase;

	private final Runnable onStart;

	private final Supplier<CompletableFuture<@Nullable Void>> onStop;

	private volatile boolean running;

	LifecyclePhase(int phase, Runnable onStart, Supplier<CompletableFuture<@Nullable Void>> onStop) {
		this.phase = phase;
		this.onStart = onStart;
		this.onStop = onStop;
	}

	/** A phase whose stop is complete when {@code onStop} returns. */
	static LifecyclePhase of(int phase, Runnable onStart, Runnable onStop) {
		return new LifecyclePhase(phase, onStart, () -> {
			onStop.run();
			return CompletableFuture.completedFuture(null);
		});
	}

	@Override
	public void start() {
		this.onStart.run();
		this.running = true;
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		stopped().whenComplete((ignored, failure) -> {
			if (failure != null) {
				logger.warn("A phase of the shutdown failed", failure);
			}
			callback.run();
		});
	}

	/** Without its callback, Spring waits for as long as a phase may take. */
	private CompletableFuture<@Nullable Void> stopped() {
		try {
			return this.onStop.get();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
