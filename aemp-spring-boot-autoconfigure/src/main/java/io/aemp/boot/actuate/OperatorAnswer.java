package io.aemp.boot.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What an operator is told who has asked for something.
 *
 * @param done what was done, {@code null} if it was refused
 * @param answer what a port has answered, as a list; {@code null} if none was called
 * @param problem why it was refused
 * @param remedy what to do about that
 */
public record OperatorAnswer(@Nullable String done, @Nullable Object answer, @Nullable String problem,
		@Nullable String remedy) implements OperationResponseBody {

	static OperatorAnswer done(String done) {
		return new OperatorAnswer(done, null, null, null);
	}

	static WebEndpointResponse<OperatorAnswer> refusal(int status, @Nullable String problem, @Nullable String remedy) {
		return new WebEndpointResponse<>(new OperatorAnswer(null, null, problem, remedy), status);
	}

}
