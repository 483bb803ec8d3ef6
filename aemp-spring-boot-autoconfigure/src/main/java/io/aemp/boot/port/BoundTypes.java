package io.aemp.boot.port;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aemp.DataConnection;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Process;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

/**
 * The classes of the application that elements of messages are converted to and from,
 * with those of their parts. The registrar of Spring does not look into arrays and sealed
 * interfaces.
 */
public final class BoundTypes {

	private static final BindingReflectionHintsRegistrar BINDING = new BindingReflectionHintsRegistrar();

	private static final Set<Type> BOUND_AS_THEY_ARE = Set.of(Message.class, Node.class, Port.class,
			DataConnection.class, Process.class);

	private final Set<Class<?>> found = new LinkedHashSet<>();

	private BoundTypes() {
	}

	/**
	 * Registers what is reached by reflection to read and write the arguments and the
	 * result of a method.
	 * @param method the method
	 * @param type the class of the bean, or the interface; resolves type variables
	 * @param hints what native images need to know
	 */
	public static void registerHints(Method method, Class<?> type, ReflectionHints hints) {
		Stream
			.concat(IntStream.range(0, method.getParameterCount())
				.mapToObj((index) -> ResolvableType.forMethodParameter(method, index, type)),
					Stream.of(ResolvableType.forMethodReturnType(method, type)))
			.filter((bound) -> !BOUND_AS_THEY_ARE.contains(bound.toClass()))
			.forEach((bound) -> {
				BINDING.registerReflectionHints(hints, bound.getType());
				BINDING.registerReflectionHints(hints, of(bound).toArray(Type[]::new));
			});
	}

	/** The classes that a type consists of, without those of the JDK. */
	private static Set<Class<?>> of(ResolvableType type) {
		BoundTypes types = new BoundTypes();
		types.add(type);
		return types.found;
	}

	private void add(ResolvableType type) {
		if (type.isArray()) {
			add(type.getComponentType());
			return;
		}
		for (ResolvableType generic : type.getGenerics()) {
			add(generic);
		}
		Class<?> resolved = type.resolve();
		if (resolved != null && isOfTheApplication(resolved) && this.found.add(resolved)) {
			addParts(resolved);
		}
	}

	private void addParts(Class<?> type) {
		if (type.isRecord()) {
			for (RecordComponent component : type.getRecordComponents()) {
				add(ResolvableType.forType(component.getGenericType()));
			}
		}
		else if (type.isSealed()) {
			for (Class<?> permitted : type.getPermittedSubclasses()) {
				add(ResolvableType.forClass(permitted));
			}
		}
		else if (!type.isEnum()) {
			for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
				if (property.getReadMethod() != null) {
					add(ResolvableType.forMethodReturnType(property.getReadMethod()));
				}
			}
		}
	}

	private static boolean isOfTheApplication(Class<?> type) {
		return !type.isPrimitive() && !type.getName().startsWith("java.");
	}

}
