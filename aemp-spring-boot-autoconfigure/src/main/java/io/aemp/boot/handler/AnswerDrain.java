package io.aemp.boot.handler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the answers and streams of ports that are about to be killed. */
final class AnswerDrain {

	private static final Logger logger = LoggerFactory.getLogger(AnswerDrain.class);

	private final Supplier<List<UnfinishedAnswers>> ports;

	private final Duration timeout;

	/**
	 * Creates the drain.
	 * @param ports supplies what is unfinished of each port that lives
	 * @param timeout how long to wait, 0 for not at all
	 */
	AnswerDrain(Supplier<List<UnfinishedAnswers>> ports, Duration timeout) {
		this.ports = ports;
		this.timeout = timeout;
	}

	CompletableFuture<@Nullable Void> begin() {
		if (this.timeout.isZero()) {
			return CompletableFuture.completedFuture(null);
		}
		int unfinished = unfinished();
		if (unfinished > 0) {
			logger.info("Waiting for answers and streams that have not ended: {}", unfinished);
		}
		return round().orTimeout(this.timeout.toNanos(), TimeUnit.NANOSECONDS).exceptionally((timeout) -> {
			logger.warn("Not all that ports were sent is answered within {}, and they are killed now; unfinished: {}",
					this.timeout, unfinished());
			return null;
		});
	}

	/** While one port is waited for, another one may begin an answer. */
	private CompletableFuture<@Nullable Void> round() {
		CompletableFuture<?>[] settled = this.ports.get()
			.stream()
			.map(UnfinishedAnswers::settle)
			.toArray(CompletableFuture[]::new);
		return CompletableFuture.allOf(settled)
			.thenCompose((ignored) -> (unfinished() == 0) ? CompletableFuture.completedFuture(null) : round());
	}

	private int unfinished() {
		return this.ports.get().stream().mapToInt(UnfinishedAnswers::awaited).sum();
	}

}
