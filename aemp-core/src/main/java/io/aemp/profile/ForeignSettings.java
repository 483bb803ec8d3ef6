package io.aemp.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aemp.InvalidConfigurationException;
import io.aemp.SeedEntry;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Perl programs write into a document that they share with this library, and what
 * only they understand. Leaves it out, with one log line for the document, and reads
 * their forms of addresses.
 */
final class ForeignSettings {

	private static final Logger logger = LoggerFactory.getLogger(ForeignSettings.class);

	/** The module that makes a Perl node global. */
	private static final String GLOBAL_MODULE = "AnyEvent::MP::Global::";

	/** Several addresses, or a port alone. */
	private static final Pattern PERL_FORM = Pattern.compile(",|^\\s*[0-9]+\\s*$");

	private final TreeSet<String> skipped = new TreeSet<>();

	private ForeignSettings() {
	}

	/** Returns the content without what only other programs understand. */
	static Map<Object, @Nullable Object> remove(Map<?, ?> content, String document) {
		ForeignSettings foreign = new ForeignSettings();
		Map<Object, @Nullable Object> own = foreign.level(content, "", ProfileDocument.PROFILES,
				ProfileDocument.VERSION);
		own.computeIfPresent(ProfileDocument.PROFILES, (key, value) -> foreign.profiles(value));
		if (!foreign.skipped.isEmpty()) {
			logger.warn("Skips what only other programs can use in '{}': {}", Values.display(document),
					String.join(", ", foreign.skipped));
		}
		return own;
	}

	private Object profiles(Object value) {
		if (!(value instanceof Map<?, ?> profiles)) {
			return value;
		}
		Map<Object, @Nullable Object> own = new LinkedHashMap<>();
		profiles.forEach((name, settings) -> own.put(name, (settings instanceof Map<?, ?> map)
				? level(map, "profile " + name + ": ", ProfileDocument.PARENT) : settings));
		return own;
	}

	private Map<Object, @Nullable Object> level(Map<?, ?> settings, String place, String... others) {
		Map<Object, @Nullable Object> own = new LinkedHashMap<>();
		settings.forEach((key, value) -> {
			String label = key.toString();
			if (ProfileKey.of(label).isPresent() || List.of(others).contains(label)) {
				own.put(key, value);
			}
			else {
				skip(place, label);
			}
		});
		own.computeIfPresent(ProfileKey.BINDS.label(), (key, value) -> addresses(value));
		own.computeIfPresent(ProfileKey.SEEDS.label(), (key, value) -> seeds(addresses(value), place));
		services(own, place);
		return own;
	}

	private void skip(String place, @Nullable Object what) {
		this.skipped.add(Values.display(place + what));
	}

	/**
	 * A number is a port of this host, nothing is any port of it, and one entry may hold
	 * several addresses.
	 */
	private static Object addresses(Object value) {
		if (!(value instanceof List<?> || value instanceof String)) {
			return value;
		}
		List<@Nullable Object> addresses = new ArrayList<>();
		boolean changed = false;
		for (Object entry : (value instanceof List<?> list) ? list : List.of(value)) {
			String text = (entry instanceof Integer || entry instanceof String) ? entry.toString() : "";
			if (PERL_FORM.matcher(text).find()) {
				addresses.addAll(Stream.of(text.split(",")).map(ForeignSettings::withHost).toList());
				changed = true;
			}
			else if (entry != value && entry instanceof String && text.isBlank()) {
				addresses.add(HostName.current() + ":*");
				changed = true;
			}
			else {
				addresses.add(entry);
			}
		}
		return changed ? addresses : value;
	}

	private static String withHost(String address) {
		String stripped = address.strip();
		return stripped.matches("[0-9]+") ? HostName.current() + ":" + stripped : stripped;
	}

	/** Without a host and a port nobody can be dialled. */
	private Object seeds(Object value, String place) {
		if (value instanceof List<?> list) {
			return list.stream().filter((seed) -> isSeed(seed, place)).toList();
		}
		return (value instanceof String && !isSeed(value, place)) ? List.of() : value;
	}

	private boolean isSeed(@Nullable Object seed, String place) {
		try {
			if (seed instanceof String text && !text.isBlank()) {
				SeedEntry.parse(text);
			}
			return true;
		}
		catch (InvalidConfigurationException ex) {
			skip(place, "seed " + ex.problem());
			return false;
		}
	}

	/** Leaves out modules that Perl loads; one of them means that a node is global. */
	private void services(Map<Object, @Nullable Object> settings, String place) {
		String services = ProfileKey.SERVICES.label();
		Object value = settings.get(services);
		List<?> all = (value instanceof List<?> list) ? list
				: (value instanceof String text) ? List.of(text.split(",")) : List.of();
		List<?> modules = all.stream().filter((service) -> name(service).endsWith("::")).toList();
		if (modules.isEmpty()) {
			return;
		}
		settings.put(services, all.stream().filter((service) -> !modules.contains(service)).toList());
		for (Object module : modules) {
			if (name(module).equals(GLOBAL_MODULE)) {
				settings.putIfAbsent(ProfileKey.GLOBAL.label(), "always");
			}
			else {
				skip(place, "service " + name(module));
			}
		}
	}

	private static String name(@Nullable Object service) {
		Object name = (service instanceof List<?> call && !call.isEmpty()) ? call.get(0) : service;
		return (name instanceof String text) ? text.strip() : "";
	}

}
