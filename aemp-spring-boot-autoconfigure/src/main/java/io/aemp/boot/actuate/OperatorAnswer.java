package io.aemp.boot.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What an operator is told who has asked for a change.
 *
 * @param done what was done, {@code null} if it was refused
 * @param problem why it was refused
 * @param remedy what to do about that
 */
public record OperatorAnswer(@Nullable String done, @Nullable String problem,
		@Nullable String remedy) implements OperationResponseBody {

}
