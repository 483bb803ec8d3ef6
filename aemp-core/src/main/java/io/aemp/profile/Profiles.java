package io.aemp.profile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.aemp.NodeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Merges the settings of a node from four sources: a profile, its parents, the top level
 * of the document, and the program. For each key, the first source that sets it wins.
 * (AEMP manual: {@code configure}, step 1.)
 */
public final class Profiles {

	private final ProfileDocument document;

	private final String hostName;

	/**
	 * Creates the profiles of a document.
	 * @param document the document
	 * @param hostName the name of the profile if none is chosen, see
	 * {@link HostName#current()}
	 */
	public Profiles(ProfileDocument document, String hostName) {
		this.document = document;
		this.hostName = hostName;
	}

	/**
	 * Merges the settings of a profile. A profile that the document does not contain has
	 * no settings of its own.
	 * @param profile the name of the profile, {@code null} for the host name
	 * @param program the settings of the program by profile key; values have the types of
	 * JSON or of a node configuration
	 * @param options change the precedence
	 * @return the settings
	 * @throws io.aemp.InvalidConfigurationException if a key or a parent is unknown, or
	 * profiles inherit in a circle
	 */
	public ProfileSettings resolve(@Nullable String profile, Map<String, ? extends @Nullable Object> program,
			Option... options) {
		List<Option> chosen = List.of(options);
		String name = (profile != null) ? profile : this.hostName;
		List<Map<ProfileKey, ProfileSetting>> layers = new ArrayList<>();
		if (!chosen.contains(Option.NORC)) {
			layers.add(this.document.defaults());
			layers.addAll(this.document.lineage(name));
		}
		layers.add(chosen.contains(Option.FORCE) ? layers.size() : 0,
				ProfileDocument.settings(program, "the program", ProfileKey.labels(), false));
		Map<ProfileKey, ProfileSetting> merged = new EnumMap<>(ProfileKey.class);
		layers.forEach(merged::putAll);
		return new ProfileSettings(name, merged);
	}

	/**
	 * Checks one setting as {@link ProfileSettings#configure} does, for tools that write
	 * documents.
	 * @param key the key
	 * @param value the value, not {@code null}
	 * @throws io.aemp.InvalidConfigurationException if the key is unknown or the value is
	 * not valid
	 */
	public static void check(String key, Object value) {
		ProfileDocument.settings(Map.of(key, value), "this command", ProfileKey.labels(), false)
			.forEach((checked, setting) -> checked.apply(setting, NodeConfiguration.builder()));
	}

	/** Options that change the precedence. */
	public enum Option {

		/** The settings of the program precede those of the document. */
		FORCE,
		/** The document is ignored. */
		NORC

	}

}
