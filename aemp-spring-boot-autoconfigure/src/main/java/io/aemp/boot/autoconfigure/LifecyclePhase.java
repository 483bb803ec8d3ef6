package io.aemp.boot.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * One step of start and stop. On stop, entries are withdrawn first, so that nobody finds
 * the ports any more; then the web server drains (its phases are {@code MAX_VALUE - 1024}
 * and {@code - 2048}); then the ports are killed; the connections are closed at last.
 */
final class LifecyclePhase implements SmartLifecycle {

	/** Before the graceful shutdown of the web server. */
	static final int WITHDRAWAL = Integer.MAX_VALUE - 512;

	/** After the web server. */
	static final int PORTS = Integer.MAX_VALUE - 3072;

	/** After everything that sends or receives. */
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

	/** A step that is over when its stop returns. */
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
		this.onStop.get().whenComplete((ignored, failure) -> {
			if (failure != null) {
				logger.warn("A step of the shutdown failed", failure);
			}
			callback.run();
		});
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
