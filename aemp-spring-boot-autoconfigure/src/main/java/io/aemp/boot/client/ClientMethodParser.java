package io.aemp.boot.client;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aemp.Message;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.MemberKey;
import io.aemp.annotation.ToPort;
import io.aemp.boot.client.Argument.Role;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.UnsupportedTypeException;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.OpenTypes;
import io.aemp.boot.handler.SuspendFunctions;
import io.aemp.boot.stream.StreamProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/** Reads the methods of the interfaces of one group. */
final class ClientMethodParser {

	private final ClientGroup group;

	private final ElementConversion conversion;

	private final ClientResults results;

	private final AnnotationTexts texts;

	ClientMethodParser(ClientGroup group, ElementConversion conversion, AnnotationTexts texts) {
		this.group = group;
		this.conversion = conversion;
		this.results = new ClientResults(group, conversion);
		this.texts = texts;
	}

	/**
	 * Reads a method.
	 * @param method an abstract method
	 * @param type the interface; resolves type variables
	 * @return what makes the method callable
	 * @throws InvalidAnnotationException if the method cannot be a message
	 */
	ClientMethod parse(Method method, Class<?> type) {
		String name = type.getSimpleName() + "." + method.getName();
		AempExchange exchange = exchange(method);
		if (exchange == null || exchange.value().isEmpty()) {
			throw new InvalidAnnotationException(
					"Method " + name + " of a client " + ((exchange != null) ? "has an empty tag" : "has no tag")
							+ ", and a message begins with one.",
					"Annotate it with @AempExchange(\"...\"), or make it a default method.");
		}
		requireNoSuspension(name, method);
		List<Argument> arguments = new ArrayList<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			arguments.add(argument(name, new MethodParameter(method, i).withContainingClass(type)));
		}
		MethodParameter result = new MethodParameter(method, -1).withContainingClass(type);
		OpenTypes.refuse("The result of method " + name, result);
		String tag = ClientResults.isStream(result) ? StreamProtocol.tag(exchange.value()) : exchange.value();
		ClientVersions versions = ClientVersions.of(name, tag, exchange, method.getReturnType() != void.class);
		RequestWriter writer = new RequestWriter(name, versions.tag(), arguments, key(name, method, arguments));
		requireOneTarget(name, arguments);
		CallRules rules = new CallRules(name, exchange.idempotent(), attemptTimeout(name, exchange),
				versions.versioned(), versions.lowerTags());
		return new ClientMethod(writer, this.results.exchange(rules, result, writer.namesPort()));
	}

	private @Nullable AempExchange exchange(Method method) {
		AempExchange exchange = AnnotatedElementUtils.findMergedAnnotation(method, AempExchange.class);
		return (exchange != null) ? this.texts.resolve(exchange, AempExchange.class) : null;
	}

	private static void requireNoSuspension(String name, Method method) {
		if (SuspendFunctions.contain(method)) {
			throw new InvalidAnnotationException(
					"Method " + name + " of a client is a suspend function, which only coroutines can call.",
					"Remove 'suspend' and return a CompletableFuture, which 'await()' of kotlinx-coroutines awaits.");
		}
	}

	private Argument argument(String method, MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		boolean last = parameter.getParameterIndex() == parameter.getExecutable().getParameterCount() - 1;
		Role role = role(method, parameter, type, last);
		ResolvableType written = switch (role) {
			case REST -> type.getComponentType();
			case MESSAGE -> ResolvableType.forClass(Object.class);
			case ELEMENT, TO_PORT -> type;
		};
		try {
			return new Argument(parameter.getParameterIndex(), role, this.conversion.writer(written));
		}
		catch (UnsupportedTypeException ex) {
			throw new InvalidAnnotationException("Parameter " + parameter.getParameterIndex() + " of method " + method
					+ " cannot be sent: " + ex.problem() + ".", ex.remedy());
		}
	}

	private static Role role(String method, MethodParameter parameter, ResolvableType type, boolean last) {
		if (parameter.hasParameterAnnotation(ToPort.class)) {
			if (type.toClass() != String.class) {
				throw new InvalidAnnotationException("Method " + method + " has a parameter of type " + type
						+ " annotated with @ToPort, but port IDs are texts.", "Make it a String.");
			}
			return Role.TO_PORT;
		}
		if (type.toClass() == Message.class) {
			if (!last) {
				throw new InvalidAnnotationException(
						"Method " + method + " has a parameter of type Message that others follow, but who receives"
								+ " it takes all elements that are left.",
						"Make it the last one.");
			}
			return Role.MESSAGE;
		}
		return (last && parameter.getExecutable().isVarArgs()) ? Role.REST : Role.ELEMENT;
	}

	private void requireOneTarget(String method, List<Argument> arguments) {
		long ports = arguments.stream().filter((argument) -> argument.role() == Role.TO_PORT).count();
		if (ports > 1) {
			throw new InvalidAnnotationException(
					"Method " + method + " has " + ports
							+ " parameters annotated with @ToPort, but a message goes to one port.",
					"Use @PortId for those that are data.");
		}
		if (ports == 0 && this.group.members() == null) {
			throw new InvalidAnnotationException(
					"Method " + method + " has nobody to send to: the group '" + this.group.name()
							+ "' has no family, and no argument names a port.",
					"Set the property '" + this.group.property("family")
							+ "', or annotate a parameter of type String with @ToPort.");
		}
	}

	private int key(String method, Method declared, List<Argument> arguments) {
		List<Integer> keys = arguments.stream()
			.map(Argument::index)
			.filter((index) -> new MethodParameter(declared, index).hasParameterAnnotation(MemberKey.class))
			.toList();
		boolean named = arguments.stream().anyMatch((argument) -> argument.role() == Role.TO_PORT);
		boolean needed = this.group.settings().choice() == MemberChoice.BY_KEY && !named;
		if (keys.size() > 1 || needed && keys.isEmpty()) {
			throw new InvalidAnnotationException(
					"Method " + method + " has " + (keys.isEmpty() ? "no parameter" : keys.size() + " parameters")
							+ " annotated with @MemberKey, but its group '" + this.group.name()
							+ "' chooses a member by one key.",
					"Annotate one parameter with @MemberKey, or choose another value for '"
							+ this.group.property("choice") + "'.");
		}
		if (keys.isEmpty()) {
			return -1;
		}
		Class<?> type = declared.getParameterTypes()[keys.get(0)];
		if (!BeanUtils.isSimpleValueType(type)) {
			throw new InvalidAnnotationException("Method " + method + " has a parameter of type " + type.getName()
					+ " annotated with @MemberKey, but a key needs one text that is the same wherever it is made.",
					"Choose a parameter that is text, a number, an enum, a UUID or the like.");
		}
		return needed ? keys.get(0) : -1;
	}

	private static @Nullable Duration attemptTimeout(String method, AempExchange exchange) {
		String text = exchange.attemptTimeout();
		if (text.isEmpty()) {
			return null;
		}
		String place = "Method " + method + " has 'attemptTimeout = \"" + text + "\"'";
		if (!exchange.idempotent()) {
			throw new InvalidAnnotationException(
					place + ", after which another member would get the message too, but the method is not idempotent.",
					"Add 'idempotent = true' if the message may be processed twice, or remove the limit.");
		}
		Duration limit = duration(text);
		if (limit == null || limit.isNegative() || limit.isZero()) {
			throw new InvalidAnnotationException(place + ", which is no time above 0.",
					"Write a number with a unit and no space between, for example 500ms.");
		}
		return limit;
	}

	private static @Nullable Duration duration(String text) {
		try {
			return DurationFormatterUtils.detectAndParse(text, DurationFormat.Unit.SECONDS);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
