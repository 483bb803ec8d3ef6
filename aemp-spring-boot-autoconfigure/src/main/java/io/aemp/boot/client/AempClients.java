package io.aemp.boot.client;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.aemp.Node;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.boot.handler.InvalidAnnotationException;
import org.springframework.util.ReflectionUtils;

/**
 * Makes clients of interfaces with {@link io.aemp.annotation.AempExchange @AempExchange}
 * methods. Applications get them as beans, by
 * {@link ImportAempClients @ImportAempClients}; this is for those that know their
 * interfaces or groups only later. Any thread may call it and its clients.
 */
public final class AempClients implements AutoCloseable {

	private final Node node;

	private final ElementConversion conversion;

	private final Function<String, ClientSettings> settings;

	private final TimeLimits limits;

	private final AnnotationTexts texts;

	private final Map<String, ClientGroup> groups = new ConcurrentHashMap<>();

	/**
	 * Creates the maker of clients.
	 * @param node sends and calls
	 * @param conversion converts arguments to elements, and answers to results
	 * @param settings the settings of a group by its name
	 * @param limits the time limits, the same object as for all handlers and clients
	 * @param texts resolves the texts of annotations
	 */
	public AempClients(Node node, ElementConversion conversion, Function<String, ClientSettings> settings,
			TimeLimits limits, AnnotationTexts texts) {
		this.node = node;
		this.conversion = conversion;
		this.settings = settings;
		this.limits = limits;
		this.texts = texts;
	}

	/**
	 * Makes a client.
	 * @param group the name of its group
	 * @param type the interface
	 * @param <T> the interface
	 * @return the client
	 * @throws InvalidAnnotationException if a method of the interface cannot be a message
	 */
	public <T> T create(String group, Class<T> type) {
		if (!type.isInterface()) {
			throw new InvalidAnnotationException("Class " + type.getName() + " is to be a client of the group '" + group
					+ "', but it is no interface.", "Name an interface with @AempExchange methods.");
		}
		ClientGroup shared = this.groups.computeIfAbsent(group,
				(name) -> ClientGroup.of(name, this.settings.apply(name), this.node, this.limits));
		ClientMethodParser parser = new ClientMethodParser(shared, this.conversion, this.texts);
		Map<Method, ClientMethod> methods = new HashMap<>();
		for (Method method : type.getMethods()) {
			if (Modifier.isAbstract(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method)) {
				methods.put(method, parser.parse(method, type));
			}
		}
		if (methods.isEmpty()) {
			throw new InvalidAnnotationException(
					"Interface " + type.getName() + " is to be a client of the group '" + group
							+ "', but it has no method that could be a message.",
					"Annotate its methods with @AempExchange.");
		}
		return type.cast(Proxy.newProxyInstance(Objects.requireNonNull(type.getClassLoader()), new Class<?>[] { type },
				new ClientInvocationHandler("client " + type.getSimpleName() + " of group '" + group + "'", methods)));
	}

	/** Ends the monitors of the families. */
	@Override
	public void close() {
		this.groups.values().forEach(ClientGroup::close);
	}

}
