package io.aemp.boot.conversion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotation.Adapt;
import org.springframework.util.ClassUtils;

/**
 * The records that a sealed interface permits. A map for one of them has one more key,
 * the discriminator, with the name of the record: {@code @type} and its simple name. Who
 * has annotated the interface for Jackson, with a property and names, gets these.
 *
 * @param discriminator the key
 * @param records the types of the records by name
 */
record Alternatives(String discriminator, Map<String, ResolvableType> records) {

	/** No component of a record has such a name. */
	private static final String DISCRIMINATOR = "@type";

	private static final Set<String> ATTRIBUTES = Set.of("use", "include", "property");

	private static final Set<String> NAMED = Set.of("NAME", "SIMPLE_NAME");

	/**
	 * Finds the records of a type.
	 * @param type any type
	 * @return {@code null} if it is no sealed interface that permits records only, or if
	 * its annotations ask for something that only Jackson knows
	 * @throws UnsupportedTypeException if two of the records have the same name
	 */
	static @Nullable Alternatives of(ResolvableType type) {
		Class<?> raw = type.toClass();
		List<Class<?>> classes = new ArrayList<>();
		if (!raw.isInterface() || !raw.isSealed() || !addRecords(raw, classes)) {
			return null;
		}
		MergedAnnotation<?> info = JacksonAnnotations.get(raw, "JsonTypeInfo");
		if (info.isPresent() && (!isKnown(info) || classes.stream().anyMatch(JacksonAnnotations::areForMapper))) {
			return null;
		}
		String property = info.isPresent() ? info.getString("property") : "";
		String discriminator = property.isEmpty() ? DISCRIMINATOR : property;
		Map<String, ResolvableType> records = new LinkedHashMap<>();
		for (Class<?> candidate : classes) {
			String name = name(candidate, raw, info);
			if (records.putIfAbsent(name, resolve(candidate, type)) != null) {
				throw new UnsupportedTypeException(type, "permits two records of the same name, '" + name + "'",
						"Give one of them another name, with @JsonTypeName for example.");
			}
		}
		boolean taken = classes.stream()
			.flatMap((candidate) -> Arrays.stream(candidate.getRecordComponents()))
			.anyMatch((component) -> JacksonAnnotations.name(component).equals(discriminator));
		return taken ? null : new Alternatives(discriminator, records);
	}

	private static boolean addRecords(Class<?> sealed, List<Class<?>> records) {
		for (Class<?> permitted : sealed.getPermittedSubclasses()) {
			if (permitted.isRecord()) {
				if (!records.contains(permitted)) {
					records.add(permitted);
				}
			}
			else if (!permitted.isInterface() || !permitted.isSealed() || !addRecords(permitted, records)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isKnown(MergedAnnotation<?> info) {
		return ATTRIBUTES.containsAll(info.filterDefaultValues().asMap().keySet())
				&& NAMED.contains(String.valueOf(info.getValue("use").orElse("")))
				&& "PROPERTY".equals(String.valueOf(info.getValue("include").orElse("")));
	}

	private static String name(Class<?> type, Class<?> sealed, MergedAnnotation<?> info) {
		MergedAnnotation<?> subTypes = JacksonAnnotations.get(sealed, "JsonSubTypes");
		if (subTypes.isPresent()) {
			for (AnnotationAttributes subType : subTypes.asAnnotationAttributes(Adapt.ANNOTATION_TO_MAP)
				.getAnnotationArray("value")) {
				if (subType.getClass("value") == type && !subType.getString("name").isEmpty()) {
					return subType.getString("name");
				}
			}
		}
		String name = JacksonAnnotations.get(type, "JsonTypeName").getValue("value", String.class).orElse("");
		if (!name.isEmpty()) {
			return name;
		}
		boolean nested = info.isPresent() && "NAME".equals(String.valueOf(info.getValue("use").orElse("")));
		// as Jackson would say it
		return nested ? type.getName().substring(ClassUtils.getPackageName(type).length() + 1) : type.getSimpleName();
	}

	/** A record with the generics that it must have to be of the type. */
	private static ResolvableType resolve(Class<?> record, ResolvableType type) {
		if (record.getTypeParameters().length == 0) {
			return ResolvableType.forClass(record);
		}
		ResolvableType[] inType = ResolvableType.forClass(record).as(type.toClass()).getGenerics();
		ResolvableType[] generics = Arrays.stream(record.getTypeParameters()).map((variable) -> {
			for (int i = 0; i < inType.length; i++) {
				if (variable.equals(inType[i].getType())) {
					return type.getGeneric(i);
				}
			}
			return ResolvableType.forClass(Object.class);
		}).toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(record, generics);
	}

}
