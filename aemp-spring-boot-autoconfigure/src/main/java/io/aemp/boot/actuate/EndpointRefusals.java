package io.aemp.boot.actuate;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.invoke.ParameterMappingException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Tells those who ask the endpoints of this library by HTTP why they get no answer. By
 * default Spring Boot gives the status alone.
 */
public final class EndpointRefusals implements OperationInvokerAdvisor {

	private final Set<EndpointId> endpoints;

	/**
	 * Creates the advisor.
	 * @param endpoints the classes of the endpoints of this library
	 */
	public EndpointRefusals(Class<?>... endpoints) {
		this.endpoints = Stream.of(endpoints).map(EndpointRefusals::id).collect(Collectors.toUnmodifiableSet());
	}

	private static EndpointId id(Class<?> endpoint) {
		return EndpointId.of(MergedAnnotations.from(endpoint).get(Endpoint.class).getString("id"));
	}

	@Override
	public OperationInvoker apply(EndpointId endpoint, OperationType type, OperationParameters parameters,
			OperationInvoker invoker) {
		return this.endpoints.contains(endpoint)
				? (context) -> isOfTheWeb(context) ? invoke(endpoint, invoker, context) : invoker.invoke(context)
				: invoker;
	}

	private static boolean isOfTheWeb(InvocationContext context) {
		return context.canResolve(WebServerNamespace.class);
	}

	private static Object invoke(EndpointId endpoint, OperationInvoker invoker, InvocationContext context) {
		try {
			Object answer = invoker.invoke(context);
			return (answer != null) ? answer : OperatorAnswer.refusal(WebEndpointResponse.STATUS_NOT_FOUND,
					"There is none of this name", "See what '" + endpoint + "' shows without a name");
		}
		catch (ParameterMappingException ex) {
			return OperatorAnswer.refusal(WebEndpointResponse.STATUS_BAD_REQUEST, rule(ex), null);
		}
		catch (InvalidEndpointRequestException ex) {
			return OperatorAnswer.refusal(WebEndpointResponse.STATUS_BAD_REQUEST, ex.getReason(), null);
		}
	}

	private static String rule(ParameterMappingException ex) {
		Class<?> type = ex.getParameter().getType();
		String expected = (type == Boolean.class) ? "true or false"
				: Number.class.isAssignableFrom(type) ? "a whole number" : "a text";
		return "'" + ex.getParameter().getName() + "' is '" + ex.getValue() + "', but must be " + expected;
	}

}
