package io.aemp.boot.client.searched;

import io.aemp.annotation.AempExchange;

/** An interface that a search finds. */
public interface Found {

	@AempExchange("ping")
	String ping();

	/** An interface inside another one. */
	interface Inner {

		@AempExchange("ping")
		String ping();

	}

	/** An interface without messages. */
	interface Other {

		String ping();

	}

}
