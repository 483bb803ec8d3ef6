package io.aemp.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aemp.DataConnections;
import io.aemp.Database;
import io.aemp.Dispatcher;
import io.aemp.Functions;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.Secret;
import io.aemp.runtime.Nodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A null where none is allowed fails in the method that gets it, and nowhere later: every
 * parameter of every method that a user calls.
 */
class NullArgumentTests {

	private static final Node NODE = Nodes
		.start(NodeConfiguration.builder().nodeId("nulls").secret(Secret.of("s")).binds().build());

	@AfterAll
	static void close() {
		NODE.close();
	}

	static Stream<Parameter> parameters() {
		return Stream.of(Node.class, Port.class, Database.class, Network.class, Functions.class, DataConnections.class)
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
			.flatMap((method) -> IntStream.range(0, method.getParameterCount())
				.mapToObj((index) -> new Parameter(method, index)))
			.filter(Parameter::refusesNull);
	}

	@ParameterizedTest
	@MethodSource("parameters")
	void nullIsRefusedAtOnce(Parameter parameter) throws Exception {
		// such a port may wait, so that nothing else is refused
		Port port = NODE.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING)).receive((message) -> {
		});
		port.runInContext(
				() -> assertThatThrownBy(() -> parameter.passNull(port)).isInstanceOf(InvocationTargetException.class)
					.cause()
					.isInstanceOf(NullPointerException.class)
					.satisfies((refusal) -> assertThat(refusal.getMessage()).isNotBlank()))
			.get();
		assertThat(NODE.port(port.id())).as("the port lives").isPresent();
		port.kill();
	}

	/** A parameter of a method. */
	private record Parameter(Method method, int index) {

		boolean refusesNull() {
			return !this.method.getParameterTypes()[this.index].isPrimitive()
					&& !this.method.getAnnotatedParameterTypes()[this.index].isAnnotationPresent(Nullable.class);
		}

		void passNull(Port port) throws ReflectiveOperationException {
			Object[] arguments = Arrays.stream(this.method.getParameterTypes())
				.map((type) -> valid(type, port))
				.toArray();
			arguments[this.index] = null;
			this.method.invoke(target(port), arguments);
		}

		private Object target(Port port) {
			return Map
				.of(Node.class, NODE, Port.class, port, Database.class, NODE.database(), Network.class, NODE.network(),
						Functions.class, NODE.functions(), DataConnections.class, NODE.dataConnections())
				.entrySet()
				.stream()
				.filter((entry) -> this.method.getDeclaringClass().isAssignableFrom(entry.getKey()))
				.findFirst()
				.orElseThrow()
				.getValue();
		}

		/** Names of functions are free: each would be registered twice otherwise. */
		private Object valid(Class<?> type, Port port) {
			if (type == String.class) {
				boolean named = this.method.getDeclaringClass() == Functions.class
						|| this.method.getDeclaringClass() == Database.class;
				return named ? "name" + this.method.getName() : port.id();
			}
			Object value = Map
				.<Class<?>, Object>of(Message.class, Message.of("text"), Reason.class, Reason.of("reason"),
						Duration.class, Duration.ofMinutes(1), PortOptions.class, PortOptions.DEFAULTS, List.class,
						List.of(), Object.class, "value", Object[].class, new Object[] { "text" }, String[].class,
						new String[] { "text" }, AutoCloseable[].class, new AutoCloseable[0])
				.get(type);
			return (value != null) ? value : callback(type);
		}

		private static Object callback(Class<?> type) {
			return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> (method.getName().equals("hashCode")) ? 0 : null);
		}

		@Override
		public String toString() {
			return this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName() + " "
					+ Arrays.stream(this.method.getParameterTypes()).map(Class::getSimpleName).toList() + " "
					+ this.index;
		}

	}

}
