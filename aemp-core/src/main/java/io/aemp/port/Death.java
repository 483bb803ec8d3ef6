package io.aemp.port;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The reason and cause of a pending death.
 *
 * @param reason the reason that monitors receive
 * @param cause the exception to log, {@code null} if there is none
 */
record Death(Reason reason, @Nullable Throwable cause) {

}
