package io.aemp.trace;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.aemp.link.Link;
import io.aemp.link.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A class of the trace that leaves a default method as it is changes what the node does
 * while it is traced, without an error of the compiler.
 */
class DelegationTests {

	@ParameterizedTest
	@MethodSource
	void everyMethodIsPassedOn(Class<?> delegating, Class<?> contract) {
		List<Method> inherited = Arrays.stream(contract.getMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()))
			.filter((method) -> !isOverridden(method, delegating))
			.toList();
		assertThat(inherited).isEmpty();
	}

	static Stream<Arguments> everyMethodIsPassedOn() {
		Stream<Arguments> named = Stream.of(Arguments.of(TracedTransport.class, Transport.class),
				Arguments.of(TracedLink.class, Link.class), Arguments.of(TracedTraffic.class, Link.Traffic.class));
		Stream<Arguments> nested = Arrays.stream(TracedTransport.class.getDeclaredClasses())
			.map((type) -> Arguments.of(type, Transport.Dialler.class.isAssignableFrom(type) ? Transport.Dialler.class
					: Transport.LinkAcceptor.class));
		return Stream.concat(named, nested);
	}

	private static boolean isOverridden(Method method, Class<?> type) {
		try {
			return !type.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass().isInterface();
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

}
