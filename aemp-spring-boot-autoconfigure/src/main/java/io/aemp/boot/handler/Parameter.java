package io.aemp.boot.handler;

import java.util.List;

import io.aemp.boot.conversion.ElementReader;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * One parameter of a method that receives messages.
 *
 * @param declared the parameter
 * @param role what it is bound to
 * @param type its type, without type variables
 * @param reader reads an element for it
 * @param resolver supplies it in place of an element, {@code null} if none does
 * @param nullable whether the argument may be {@code null}
 * @param optional whether its element may be missing
 * @param portId whether it takes IDs of ports as data
 */
record Parameter(MethodParameter declared, Role role, ResolvableType type, ElementReader reader,
		@Nullable ArgumentResolver resolver, boolean nullable, boolean optional, boolean portId) {

	/** How many parameters have a role. */
	static long count(List<Parameter> parameters, Role role) {
		return parameters.stream().filter((parameter) -> parameter.role() == role).count();
	}

	Parameter withRole(Role role) {
		return new Parameter(this.declared, role, this.type, this.reader, this.resolver, this.nullable, true,
				this.portId);
	}

	int index() {
		return this.declared.getParameterIndex();
	}

	ResolvableType elementType() {
		return (this.role == Role.REST) ? this.type.getComponentType() : this.type;
	}

	boolean takesText() {
		Class<?> element = (this.role == Role.OPTIONAL ? this.type.getGeneric() : elementType()).toClass();
		return element.isAssignableFrom(String.class);
	}

	enum Role {

		/** The port of the bean. */
		PORT,
		/** The ID of the port of the bean, to which a client has sent the message. */
		OWN_ID,
		/** The node. */
		NODE,
		/** The ID of the node that sent the message. */
		SOURCE_NODE,
		/** The data connection. */
		CONNECTION,
		/** The process that the method is. */
		PROCESS,
		/** What a resolver of the application supplies. */
		RESOLVED,
		/** The ID of the reply port, which the method answers itself. */
		REPLY_TO,
		/** One element. */
		ELEMENT,
		/** One element as an {@code Optional}. */
		OPTIONAL,
		/** All remaining elements, converted one by one. */
		REST,
		/** All remaining elements as a message. */
		MESSAGE,
		/** The list of all elements. */
		WHOLE;

		/** Whether it is bound to exactly one element at its position. */
		boolean isSingle() {
			return this == ELEMENT || this == OPTIONAL;
		}

		/** Whether it is bound to all elements that are left. */
		boolean takesRest() {
			return this == REST || this == MESSAGE || this == WHOLE;
		}

		boolean takesElements() {
			return isSingle() || takesRest() || this == REPLY_TO;
		}

	}

}
