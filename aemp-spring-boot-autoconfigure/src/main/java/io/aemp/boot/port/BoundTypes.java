package io.aemp.boot.port;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
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
	 * @param hints what native images need to know
	 */
	public static void registerHints(Method method, ReflectionHints hints) {
		Stream.concat(Stream.of(method.getGenericParameterTypes()), Stream.of(method.getGenericReturnType()))
			.filter((type) -> !BOUND_AS_THEY_ARE.contains(type))
			.forEach((type) -> {
				BINDING.registerReflectionHints(hints, type);
				BINDING.registerReflectionHints(hints, of(type).toArray(Type[]::new));
			});
	}

	/** The classes that a type consists of, without those of the JDK. */
	static Set<Class<?>> of(Type type) {
		BoundTypes types = new BoundTypes();
		types.add(ResolvableType.forType(type));
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
