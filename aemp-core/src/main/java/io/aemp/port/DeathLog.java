package io.aemp.port;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.aemp.Reason;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs deaths that nobody monitors, at most one of a kind each second, since others can
 * kill ports or send what makes them fail. Reasons that this library gives are kinds; all
 * others together are one. Any thread.
 */
public final class DeathLog {

	private static final Logger logger = LoggerFactory.getLogger(DeathLog.class);

	private final Map<String, LimitedLog> kinds = new HashMap<>();

	private final LimitedLog others;

	/**
	 * Creates a log.
	 * @param nanoTime the clock, in nanoseconds
	 */
	public DeathLog(LongSupplier nanoTime) {
		for (String kind : List.of(Reason.DIE, Reason.UNHANDLED_MESSAGE, Reason.MAILBOX_OVERFLOW,
				Reason.TRANSPORT_ERROR)) {
			this.kinds.put(kind, new LimitedLog(nanoTime));
		}
		this.others = new LimitedLog(nanoTime);
	}

	/**
	 * A port died abnormally, and nobody monitored it.
	 * @param port its ID
	 * @param reason why
	 * @param cause the exception behind it, {@code null} if there is none or it is
	 * unknown
	 */
	public void died(String port, Reason reason, @Nullable Throwable cause) {
		this.kinds.getOrDefault(reason.identifier(), this.others)
			.log((more) -> logger.warn("Port {} died without a monitor: {}{}", port, reason, more, cause));
	}

}
