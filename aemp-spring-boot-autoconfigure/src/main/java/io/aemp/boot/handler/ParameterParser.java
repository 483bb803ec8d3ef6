package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import io.aemp.DataConnection;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Process;
import io.aemp.annotation.PortId;
import io.aemp.annotation.ReplyTo;
import io.aemp.annotation.SourceNode;
import io.aemp.annotation.ToPort;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementReader;
import io.aemp.boot.conversion.UnsupportedTypeException;
import io.aemp.boot.handler.Parameter.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;

/** Finds out what the parameters of a method are bound to. */
final class ParameterParser {

	private static final Set<Class<?>> OPTIONAL = Set.of(Optional.class, OptionalInt.class, OptionalLong.class,
			OptionalDouble.class);

	private final ElementConversion conversion;

	private final List<ArgumentResolver> resolvers;

	ParameterParser(ElementConversion conversion, List<ArgumentResolver> resolvers) {
		this.conversion = conversion;
		this.resolvers = resolvers;
	}

	/**
	 * Inspects the parameters of a method.
	 * @param method the method
	 * @param beanType the class of the bean; resolves type variables
	 * @return its parameters, in order
	 * @throws InvalidAnnotationException if they are not valid
	 */
	List<Parameter> parse(Method method, Class<?> beanType) {
		List<Parameter> result = new ArrayList<>();
		for (MethodParameter parameter : new MethodOfBean(method, beanType).getMethodParameters()) {
			result.add(parse(parameter));
		}
		List<Parameter> bound = result.stream().filter((parameter) -> parameter.role().takesElements()).toList();
		for (Parameter parameter : bound.subList(0, Math.max(0, bound.size() - 1))) {
			if (parameter.role() == Role.MESSAGE) {
				throw new InvalidAnnotationException("Method " + BeanMethod.name(method)
						+ " has a parameter of type Message that others follow, but it takes all"
						+ " elements that are left.", "Make it the last one that is bound to elements.");
			}
		}
		if (bound.size() == 1 && bound.get(0).type().toClass() == List.class) {
			result.set(bound.get(0).index(), bound.get(0).withRole(Role.WHOLE));
		}
		return result;
	}

	private Parameter parse(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		ArgumentResolver resolver = resolver(parameter);
		Role role = role(parameter, type, resolver != null);
		Nullness nullness = Nullness.forMethodParameter(parameter);
		boolean optional = role == Role.OPTIONAL || role.takesRest() || nullness == Nullness.NULLABLE;
		return new Parameter(parameter, role, type, reader(parameter, role, type), resolver,
				nullness != Nullness.NON_NULL, optional, parameter.hasParameterAnnotation(PortId.class));
	}

	private @Nullable ArgumentResolver resolver(MethodParameter parameter) {
		return this.resolvers.stream()
			.filter((resolver) -> resolver.supportsParameter(parameter))
			.findFirst()
			.orElse(null);
	}

	private static Role role(MethodParameter parameter, ResolvableType type, boolean resolved) {
		if (parameter.hasParameterAnnotation(SourceNode.class)) {
			requireText(parameter, type, "@SourceNode, but node IDs are texts");
			return Role.SOURCE_NODE;
		}
		if (parameter.hasParameterAnnotation(ReplyTo.class)) {
			requireText(parameter, type, "@ReplyTo, but port IDs are texts");
			return Role.REPLY_TO;
		}
		if (parameter.hasParameterAnnotation(ToPort.class)) {
			requireText(parameter, type, "@ToPort, but port IDs are texts");
			return Role.OWN_ID;
		}
		if (resolved) {
			return Role.RESOLVED;
		}
		Class<?> raw = type.toClass();
		if (raw == Port.class) {
			return Role.PORT;
		}
		if (raw == Node.class) {
			return Role.NODE;
		}
		if (raw == DataConnection.class) {
			return Role.CONNECTION;
		}
		if (raw == Process.class) {
			return Role.PROCESS;
		}
		if (raw == Message.class) {
			return Role.MESSAGE;
		}
		if (OPTIONAL.contains(raw)) {
			return Role.OPTIONAL;
		}
		boolean last = parameter.getParameterIndex() == parameter.getExecutable().getParameterCount() - 1;
		return (last && parameter.getExecutable().isVarArgs()) ? Role.REST : Role.ELEMENT;
	}

	private static void requireText(MethodParameter parameter, ResolvableType type, String rule) {
		if (type.toClass() != String.class) {
			throw new InvalidAnnotationException("Method " + BeanMethod.name(parameter.getExecutable())
					+ " has a parameter of type " + type + " annotated with " + rule + ".", "Make it a String.");
		}
	}

	private ElementReader reader(MethodParameter parameter, Role role, ResolvableType type) {
		if (!role.takesElements() || role == Role.MESSAGE) {
			return (element) -> element;
		}
		OpenTypes.refuse(place(parameter), parameter);
		try {
			return this.conversion.reader((role == Role.REST) ? type.getComponentType() : type);
		}
		catch (UnsupportedTypeException ex) {
			throw new InvalidAnnotationException(
					place(parameter) + " cannot be bound to an element: " + ex.problem() + ".", ex.remedy());
		}
	}

	private static String place(MethodParameter parameter) {
		return "Parameter " + parameter.getParameterIndex() + " of method "
				+ BeanMethod.name(parameter.getExecutable());
	}

	/**
	 * A method whose parameters have the annotations of interfaces, and the types that
	 * the class of the bean gives to type variables of its superclasses.
	 */
	private static final class MethodOfBean extends AnnotatedMethod {

		private final Class<?> beanType;

		MethodOfBean(Method method, Class<?> beanType) {
			super(method);
			this.beanType = beanType;
		}

		@Override
		protected Class<?> getContainingClass() {
			return this.beanType;
		}

	}

}
