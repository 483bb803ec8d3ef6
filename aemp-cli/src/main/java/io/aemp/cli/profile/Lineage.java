package io.aemp.cli.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import org.jspecify.annotations.Nullable;

/** A profile and its ancestors in the content of a file. */
final class Lineage {

	private Lineage() {
	}

	/** The settings of the ancestors and of the profile, the profile itself last. */
	static List<Map<?, ?>> of(Map<String, @Nullable Object> content, String profile, String file) {
		List<Map<?, ?>> lineage = new ArrayList<>();
		Set<String> names = new LinkedHashSet<>();
		String name = profile;
		while (name != null) {
			if (!names.add(name)) {
				throw CommandException.usage("The profiles " + String.join(" -> ", names) + " -> " + name + " of '"
						+ file + "' inherit in a circle. Remove one parent: aemp profile " + profile + " delparent");
			}
			Map<?, ?> settings = settings(content, name);
			if (settings == null && names.size() > 1) {
				throw CommandException.usage("'" + Values.display(name) + "' is named as a parent, but '" + file
						+ "' has no such profile. Create it first: aemp profile " + name);
			}
			lineage.add(0, (settings != null) ? settings : Map.of());
			name = (settings != null) ? Values.text(settings.get(ProfileSession.PARENT)) : null;
		}
		return lineage;
	}

	/** The settings of one profile; {@code null} if there is none of that name. */
	static @Nullable Map<?, ?> settings(Map<String, @Nullable Object> content, String profile) {
		return (content.get(ProfileSession.PROFILES) instanceof Map<?, ?> profiles
				&& profiles.get(profile) instanceof Map<?, ?> settings) ? new LinkedHashMap<>(settings) : null;
	}

}
