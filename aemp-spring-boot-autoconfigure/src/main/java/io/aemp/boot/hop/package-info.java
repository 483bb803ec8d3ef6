/**
 * Follows messages: a mark travels with a message and with what is sent because of it,
 * and each node keeps the last hops of marked messages.
 * <p>
 * Uses the observations of {@code observation}. Without these, nothing is followed.
 */
@NullMarked
package io.aemp.boot.hop;

import org.jspecify.annotations.NullMarked;
