package io.aemp.node;

import io.aemp.Message;
import io.aemp.SendInterceptor;

/** Tells an interceptor how a call ends, before the caller learns of it. */
record InterceptedOutcome(SendInterceptor.Exchange exchange, Call.Outcome caller) implements Call.Outcome {

	@Override
	public void answered(Message answer) {
		try {
			this.exchange.ended(null);
		}
		finally {
			this.caller.answered(answer);
		}
	}

	@Override
	public void failed(Exception failure) {
		try {
			this.exchange.ended(failure);
		}
		finally {
			this.caller.failed(failure);
		}
	}

	@Override
	public void givenUp() {
		this.exchange.ended(null);
	}

}
