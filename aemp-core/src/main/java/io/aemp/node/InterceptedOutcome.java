package io.aemp.node;

import io.aemp.Message;
import io.aemp.SendInterceptor;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an interceptor how a call ends, before the caller learns of it. What it throws
 * must reach neither the caller nor the connection whose thread has the answer.
 */
record InterceptedOutcome(SendInterceptor.Exchange exchange, Call.Outcome caller,
		LimitedLog failures) implements Call.Outcome {

	private static final Logger logger = LoggerFactory.getLogger(InterceptedOutcome.class);

	@Override
	public void answered(Message answer) {
		tell(null);
		this.caller.answered(answer);
	}

	@Override
	public void failed(Exception failure) {
		tell(failure);
		this.caller.failed(failure);
	}

	@Override
	public void givenUp() {
		tell(null);
	}

	private void tell(@Nullable Exception failure) {
		try {
			this.exchange.ended(failure);
		}
		catch (RuntimeException | Error ex) {
			this.failures.log((more) -> logger.error("A send interceptor failed at the end of a call{}", more, ex));
		}
	}

}
