package io.aemp.boot.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.aemp.profile.NameSuggestion;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of the properties of aemp, read from the classes that hold them. They make a
 * tree: groups have properties and further groups.
 */
final class PropertyNames {

	/** Above all properties of aemp. */
	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("aemp");

	/** Above all profiles. */
	static final ConfigurationPropertyName PROFILES = ROOT.append("profiles");

	/** Above all that the application adds to the greeting. */
	static final ConfigurationPropertyName GREETING = ROOT.append("greeting");

	/** Above all groups of typed clients. */
	static final ConfigurationPropertyName CLIENT = ROOT.append("client");

	/** What there may be several of, each with a name or a number. */
	private static final Map<String, Class<?>> NUMEROUS = Map.of("profiles", AempProperties.Profile.class, "services",
			ServiceProperties.class, "client", ClientProperties.class);

	private PropertyNames() {
	}

	/** Whether a name is that of a group, which has properties but no value. */
	static boolean isGroup(ConfigurationPropertyName name) {
		return typeOf(name) != null;
	}

	/**
	 * Whether a name is that of a list or of an element of a list that exists, apart from
	 * the number of the element.
	 */
	static boolean isElement(ConfigurationPropertyName name) {
		ConfigurationPropertyName parent = name.getParent();
		if (!name.hasIndexedElement()) {
			return false;
		}
		if (name.isLastElementIndexed()) {
			Class<?> type = property(parent);
			return type != null && Collection.class.isAssignableFrom(type);
		}
		return property(name) != null;
	}

	/**
	 * Whether there is a property of that name, or a list of which it names an element.
	 */
	static boolean exists(ConfigurationPropertyName name) {
		return property(name) != null || isElement(name);
	}

	/** All properties, named below the root; those of profiles excepted. */
	static List<String> all() {
		return all(ROOT, "");
	}

	/** The nearest existing group: the name itself, or the first group above it. */
	static ConfigurationPropertyName nearestGroup(ConfigurationPropertyName name) {
		ConfigurationPropertyName group = name;
		while (typeOf(group) == null) {
			group = group.getParent();
		}
		return group;
	}

	/** The names of what a group has, without those of the groups above. */
	static Collection<String> in(ConfigurationPropertyName group) {
		Class<?> type = typeOf(group);
		return (type != null) ? properties(type).keySet() : List.of();
	}

	/**
	 * The property that was probably meant: one that is called alike, wherever it is; or
	 * one with a similar name; or the one above, whose value has no parts.
	 */
	static Optional<String> meant(ConfigurationPropertyName unknown) {
		ConfigurationPropertyName group = nearestGroup(unknown);
		String rest = text(unknown).substring(text(group).length() + 1);
		String last = unknown.getLastElement(Form.DASHED);
		List<String> near = all(group, "");
		return Stream.of(group, ROOT)
			.flatMap((place) -> all(place, "").stream()
				.filter((candidate) -> ("." + candidate).endsWith("." + last))
				.min(Comparator.comparingInt(String::length))
				.map((candidate) -> place + "." + candidate)
				.stream())
			.findFirst()
			.or(() -> NameSuggestion.nearest(rest, near).map((candidate) -> group + "." + candidate))
			.or(() -> Optional.of(unknown.chop(group.getNumberOfElements() + 1))
				.filter((above) -> property(above) != null)
				.map(ConfigurationPropertyName::toString));
	}

	/** All properties below a group, named from there; those of profiles excepted. */
	private static List<String> all(ConfigurationPropertyName group, String prefix) {
		List<String> all = new ArrayList<>();
		in(group).forEach((name) -> {
			ConfigurationPropertyName full = group.append(name);
			if (isGroup(full)) {
				all.addAll(all(full, prefix + name + "."));
			}
			else {
				all.add(prefix + name);
			}
		});
		return all;
	}

	private static String text(ConfigurationPropertyName name) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			text.append((i > 0) ? "." : "").append(name.getElement(i, Form.DASHED));
		}
		return text.toString();
	}

	/** The type of a property; {@code null} if there is none of that name. */
	private static @Nullable Class<?> property(ConfigurationPropertyName name) {
		Class<?> group = typeOf(name.getParent());
		return (group != null) ? properties(group).get(name.getLastElement(Form.DASHED)) : null;
	}

	/**
	 * Finds the type that holds the properties of a group, from the root down;
	 * {@code null} if the name is not a group.
	 */
	private static @Nullable Class<?> typeOf(ConfigurationPropertyName name) {
		Class<?> type = AempProperties.class;
		for (int i = ROOT.getNumberOfElements(); type != null && i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, Form.DASHED);
			type = properties(type).get(element);
			if (type != null && i + 1 < name.getNumberOfElements() && NUMEROUS.containsKey(element)) {
				type = NUMEROUS.get(element);
				i++;
			}
		}
		return (type != null && type.getPackage() == AempProperties.class.getPackage()) ? type : null;
	}

	private static Map<String, Class<?>> properties(Class<?> type) {
		Map<String, Class<?>> properties = new TreeMap<>();
		if (type.isRecord()) {
			Stream.of(type.getRecordComponents())
				.forEach((component) -> properties.put(DataObjectPropertyName.toDashedForm(component.getName()),
						component.getType()));
		}
		else {
			Stream.of(BeanUtils.getPropertyDescriptors(type))
				.filter((property) -> !property.getName().equals("class"))
				.forEach((property) -> properties.put(DataObjectPropertyName.toDashedForm(property.getName()),
						property.getPropertyType()));
		}
		return properties;
	}

}
