package io.aemp.boot.actuate;

import java.security.Principal;
import java.util.function.Supplier;

import io.aemp.InvalidConfigurationException;
import io.aemp.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Makes the changes that operators ask for by endpoints, if that is switched on, and logs
 * who has asked. Any thread.
 */
public final class OperatorChanges {

	private static final Logger logger = LoggerFactory.getLogger(OperatorChanges.class);

	/** The statuses of HTTP that Spring Boot has no names for. */
	static final int CONFLICT = 409;

	static final int BAD_GATEWAY = 502;

	static final int GATEWAY_TIMEOUT = 504;

	private static final int FORBIDDEN = 403;

	private final boolean on;

	/**
	 * Creates the changes.
	 * @param on whether changes are made at all
	 */
	public OperatorChanges(boolean on) {
		this.on = on;
	}

	/**
	 * Makes a change.
	 * @param caller who asks for it
	 * @param change makes it, and says what was done; may throw a
	 * {@link RefusedRequestException}
	 */
	WebEndpointResponse<OperatorAnswer> make(SecurityContext caller, Supplier<OperatorAnswer> change) {
		if (!this.on) {
			return OperatorAnswer.refusal(FORBIDDEN, "Changes by endpoints are off",
					"Set 'aemp.operations.changes' to true, and let only operators reach the endpoint");
		}
		try {
			OperatorAnswer answer = change.get();
			logger.info("By {}: {}", name(caller), answer.done());
			return new WebEndpointResponse<>(answer);
		}
		catch (RefusedRequestException ex) {
			return ex.answer();
		}
		catch (InvalidConfigurationException ex) {
			return OperatorAnswer.refusal(WebEndpointResponse.STATUS_BAD_REQUEST, ex.problem(), ex.remedy());
		}
	}

	private static String name(SecurityContext caller) {
		Principal principal = caller.getPrincipal();
		return (principal != null) ? "operator " + Values.display(principal.getName()) : "an operator without a name";
	}

}
