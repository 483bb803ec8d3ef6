package io.aemp.boot.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What holds for all calls of one method.
 *
 * @param method the name of the method, for exceptions
 * @param idempotent whether a call goes on with another member if one dies
 * @param attemptTimeout how long to wait for one member, before a call goes on with
 * another one, if there is one; {@code null} for as long as the whole call may take
 */
record CallRules(String method, boolean idempotent, @Nullable Duration attemptTimeout) {

}
