package io.aemp.boot.conversion;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.CollectionFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the reader of each type once. The type alone decides: bytes are converted to text
 * and text to numbers where needed, and a message cannot name classes.
 */
final class Readers {

	private final Map<TypeKey, ElementReader> known = new ConcurrentHashMap<>();

	private final ObjectConverter objects;

	private final RecordShapes shapes;

	Readers(ObjectConverter objects, RecordShapes shapes) {
		this.objects = objects;
		this.shapes = shapes;
	}

	/** The reader of a type. */
	ElementReader of(ResolvableType type) {
		TypeKey key = TypeKey.of(type);
		ElementReader reader = this.known.get(key);
		if (reader == null) {
			// not within the map, which a type in this one changes too
			reader = make(type);
			this.known.putIfAbsent(key, reader);
		}
		return reader;
	}

	/**
	 * The reader of a type, which is made when it is first needed: it may be inside
	 * another one that is just being made, or inside itself.
	 */
	ElementReader later(ResolvableType type) {
		SingletonSupplier<ElementReader> reader = SingletonSupplier.of(() -> of(type));
		return (element) -> reader.obtain().read(element);
	}

	private ElementReader make(ResolvableType type) {
		Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		OptionalForm optional = OptionalForm.of(target);
		if (optional != null) {
			ElementReader content = later(optional.elementType(type));
			boolean plain = isPlain(type);
			return (value) -> (value == null) ? optional.empty()
					: (plain && target.isInstance(value)) ? value : optional.of(content.read(value));
		}
		if (target == Object.class) {
			return (value) -> value;
		}
		ElementReader others = structure(type, target);
		ElementReader scalar = Scalars.reader(target, others);
		return orAsItIs(type, target, (scalar != null) ? scalar : others);
	}

	private static ElementReader orAsItIs(ResolvableType type, Class<?> target, ElementReader reader) {
		boolean primitive = type.toClass().isPrimitive();
		boolean plain = isPlain(type);
		return (value) -> {
			if (value == null) {
				if (primitive) {
					throw new IllegalArgumentException("null is no " + type);
				}
				return null;
			}
			return (plain && target.isInstance(value)) ? value : reader.read(value);
		};
	}

	private static boolean isPlain(ResolvableType type) {
		for (ResolvableType generic : type.getGenerics()) {
			if (generic.toClass() != Object.class) {
				return false;
			}
		}
		return true;
	}

	private ElementReader structure(ResolvableType type, Class<?> target) {
		if (target.isRecord() && !this.shapes.of(target).isForMapper()) {
			return new RecordReader(type, this.shapes, this);
		}
		if (Map.class.isAssignableFrom(target)) {
			return map(type, target);
		}
		if (target.isArray()) {
			return array(type, type.getComponentType());
		}
		if (Collection.class.isAssignableFrom(target) || target == Iterable.class) {
			return collection(type, (target == Iterable.class) ? List.class : target,
					type.as(Iterable.class).getGeneric());
		}
		if (Streams.isStream(target)) {
			ElementReader array = array(type, Streams.arrayType(type).getComponentType());
			return (value) -> Streams.of(target, Objects.requireNonNull(array.read(value)));
		}
		if (target == Iterator.class) {
			ElementReader list = collection(type, List.class, type.getGeneric());
			return (value) -> ((Collection<?>) Objects.requireNonNull(list.read(value))).iterator();
		}
		Type resolved = resolved(type, target);
		ElementReader object = (value) -> this.objects.read(Objects.requireNonNull(value), resolved, target);
		Alternatives alternatives = Alternatives.of(type);
		return (alternatives != null) ? new AlternativesReader(alternatives, this, object) : object;
	}

	/** A type for the mapper, which knows no type variables of others. */
	private static Type resolved(ResolvableType type, Class<?> target) {
		if (!type.hasGenerics() || type.hasUnresolvableGenerics()) {
			return target;
		}
		ResolvableType[] generics = Stream.of(type.getGenerics())
			.map((generic) -> ResolvableType.forType(resolved(generic, generic.toClass())))
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(target, generics).getType();
	}

	private static Collection<?> elements(@Nullable Object value, ResolvableType type) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		if (ObjectUtils.isArray(value) && !(value instanceof byte[])) {
			return Arrays.asList(ObjectUtils.toObjectArray(value));
		}
		throw new IllegalArgumentException("It is no list, as " + type + " needs");
	}

	private ElementReader array(ResolvableType type, ResolvableType componentType) {
		Class<?> component = componentType.toClass();
		ElementReader reader = later(componentType);
		return (value) -> {
			Collection<?> elements = elements(value, type);
			Object array = Array.newInstance(component, elements.size());
			int index = 0;
			for (Object element : elements) {
				Array.set(array, index++, reader.read(element));
			}
			return array;
		};
	}

	private ElementReader collection(ResolvableType type, Class<?> target, ResolvableType elementType) {
		ElementReader reader = later(elementType);
		Class<?> element = elementType.resolve();
		return (value) -> {
			Collection<?> elements = elements(value, type);
			Collection<@Nullable Object> collection = CollectionFactory.createCollection(target, element,
					elements.size());
			if (collection instanceof Set) {
				addAll(elements, reader, collection);
			}
			else {
				for (Object content : elements) {
					collection.add(reader.read(content));
				}
			}
			return collection;
		};
	}

	private static void addAll(Collection<?> elements, ElementReader reader, Collection<@Nullable Object> set) {
		CollisionLimit limit = new CollisionLimit();
		for (Object element : elements) {
			Object converted = reader.read(element);
			if (set.add(converted) && converted != null) {
				limit.count(converted);
			}
		}
	}

	private ElementReader map(ResolvableType type, Class<?> target) {
		Type resolved = resolved(type, target);
		ResolvableType entry = type.asMap();
		Class<?> key = entry.getGeneric(0).resolve();
		ElementReader keys = later(entry.getGeneric(0));
		ElementReader contents = later(entry.getGeneric(1));
		return (value) -> {
			if (!(value instanceof Map) && !(value instanceof Record)) {
				return this.objects.read(Objects.requireNonNull(value), resolved, target);
			}
			Map<?, ?> entries = (value instanceof Record item) ? toMap(item) : (Map<?, ?>) value;
			Map<@Nullable Object, @Nullable Object> map = CollectionFactory.createMap(target, key, entries.size());
			CollisionLimit limit = new CollisionLimit();
			entries.forEach((name, content) -> {
				Object converted = keys.read(name);
				if (converted != null) {
					limit.count(converted);
				}
				map.put(converted, contents.read(content));
			});
			return map;
		};
	}

	/** A record of this node as it would have travelled, but not what is in it. */
	Map<?, ?> toMap(Record value) {
		RecordShape shape = this.shapes.of(value.getClass());
		if (shape.isForMapper()) {
			if (this.objects.write(value) instanceof Map<?, ?> map) {
				return map;
			}
			throw new IllegalArgumentException("A " + value.getClass().getSimpleName() + " is no map");
		}
		@Nullable Object[] contents = new Object[shape.size()];
		for (int i = 0; i < contents.length; i++) {
			Object content = shape.get(value, i);
			contents[i] = (content instanceof Optional<?> optional) ? optional.orElse(null) : content;
		}
		return new RecordMap(shape.names(), contents);
	}

}
