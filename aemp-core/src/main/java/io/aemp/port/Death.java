package io.aemp.port;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why a port is to die.
 *
 * @param reason what monitors are told
 * @param cause the exception, for the log
 */
record Death(Reason reason, @Nullable Throwable cause) {

}
