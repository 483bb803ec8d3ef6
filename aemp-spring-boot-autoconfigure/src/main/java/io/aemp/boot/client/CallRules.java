package io.aemp.boot.client;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What holds for all calls of one method.
 *
 * @param method the name of the method, for exceptions
 * @param idempotent whether a call goes on with another member if one dies
 * @param attemptTimeout how long to wait for one member, before a call goes on with
 * another one, if there is one; {@code null} for as long as the whole call may take
 * @param versioned whether a call goes on with another member if one refuses the message,
 * because it may not know its version
 * @param lowerTags the tags of lower versions, the highest first, as which the message
 * may be sent if no member knows a higher one
 */
record CallRules(String method, boolean idempotent, @Nullable Duration attemptTimeout, boolean versioned,
		List<String> lowerTags) {

	/** Rules of a message without a version. */
	CallRules(String method, boolean idempotent) {
		this(method, idempotent, null, false, List.of());
	}

}
