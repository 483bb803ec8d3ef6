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

	/** What several interfaces have in common, and no client itself. */
	interface Common<T> {

		@AempExchange("read")
		T read(String id);

	}

	/** An interface that inherits its message. */
	interface Inheriting extends Common<String> {

	}

	/** An interface without messages. */
	interface Other {

		String ping();

	}

}
