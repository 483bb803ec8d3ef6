package io.aemp.profile;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.InvalidConfigurationException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * A document of profiles. The top level holds settings for all profiles; its key
 * {@code profile} holds the profiles by name. It is the JSON document that the reference
 * implementation keeps in {@code ~/.perl-anyevent-mp}. Comments that begin with {@code #}
 * and commas before a closing bracket are allowed. The value {@code null} means not set.
 * Immutable. (AEMP manual: {@code configure}.)
 */
public final class ProfileDocument {

	/** The setting that errors of the document itself name. */
	private static final String SETTING = "rc_file";

	static final String PROFILES = "profile";

	static final String PARENT = "parent";

	/** The key in which the reference implementation stores the version of the format. */
	static final String VERSION = "version";

	private static final ProfileDocument EMPTY = new ProfileDocument("", Map.of(), Map.of());

	private final String name;

	private final Map<ProfileKey, ProfileSetting> defaults;

	private final Map<String, Profile> profiles;

	private ProfileDocument(String name, Map<ProfileKey, ProfileSetting> defaults, Map<String, Profile> profiles) {
		this.name = name;
		this.defaults = defaults;
		this.profiles = profiles;
	}

	/**
	 * A document without settings and profiles.
	 * @return the empty document
	 */
	public static ProfileDocument empty() {
		return EMPTY;
	}

	/**
	 * Reads a file, which Perl programs may share. What only concerns them is left out,
	 * with a log line: Perl code to evaluate, unknown keys, modules to load, seeds that
	 * are no addresses. The module {@code AnyEvent::MP::Global::} among the services
	 * stands for the setting {@code global} with the value {@code always}.
	 * @param file a JSON document in UTF-8
	 * @return the document
	 * @throws InvalidConfigurationException if the file cannot be read or is no JSON
	 */
	public static ProfileDocument read(Path file) {
		return shared(readContent(file), file.toString());
	}

	/**
	 * Reads the content of a file as it stands, for tools that change it.
	 * @param file a JSON document in UTF-8
	 * @return the content, in the order of the file; may be changed
	 * @throws InvalidConfigurationException if the file cannot be read or is no JSON
	 */
	public static Map<String, @Nullable Object> readContent(Path file) {
		try {
			return content(Files.readString(file), file.toString());
		}
		catch (CharacterCodingException ex) {
			throw new InvalidConfigurationException(SETTING, "'" + file + "' is not written in UTF-8.",
					"Convert the file to UTF-8.", ex);
		}
		catch (NoSuchFileException ex) {
			throw new InvalidConfigurationException(SETTING, "There is no file '" + file + "'.",
					"Name one that exists, or none.", ex);
		}
		catch (IOException ex) {
			throw new InvalidConfigurationException(SETTING, "'" + file + "' cannot be read: " + ex + ".",
					"Name a file that can be read, or none.", ex);
		}
	}

	/**
	 * Parses a text, as {@link #read} does.
	 * @param json a JSON document
	 * @return the document
	 * @throws InvalidConfigurationException if the text is no JSON
	 */
	public static ProfileDocument parse(String json) {
		String name = "profile document";
		return shared(content(json, name), name);
	}

	/**
	 * Creates a document from content that Perl programs may share, as {@link #read}
	 * does.
	 * @param content the top level, with the profiles under {@code profile}
	 * @param name the name of the document in errors
	 * @return the document
	 */
	public static ProfileDocument shared(Map<?, ?> content, String name) {
		return of(ForeignSettings.remove(content, name), name, true);
	}

	private static Map<String, @Nullable Object> content(String json, String name) {
		try {
			if (JsonText.read(json) instanceof Map<?, ?> read) {
				Map<String, @Nullable Object> content = new LinkedHashMap<>();
				read.forEach((key, value) -> content.put(key.toString(), value));
				return content;
			}
		}
		catch (JsonText.MalformedException ex) {
			// the text may hold a secret, so the error only names the place
			throw new InvalidConfigurationException(SETTING, "'" + name + "' is no JSON: there is an error at line "
					+ ex.line() + ", column " + ex.column() + ".", "Correct the document there.");
		}
		throw new InvalidConfigurationException(SETTING, "'" + name + "' is no JSON object.",
				"Write settings and profiles between { and }.");
	}

	/**
	 * Creates a document from content that was read elsewhere.
	 * @param content the top level, with the profiles under {@code profile}
	 * @param name the name of the document in errors
	 * @return the document
	 * @throws InvalidConfigurationException if the content has an unknown key
	 */
	public static ProfileDocument of(Map<?, ?> content, String name) {
		return of(content, name, false);
	}

	private static ProfileDocument of(Map<?, ?> content, String name, boolean shared) {
		Map<Object, Object> defaults = new LinkedHashMap<>(content);
		defaults.remove(VERSION);
		Map<String, Profile> profiles = new LinkedHashMap<>();
		map(defaults.remove(PROFILES), "'" + PROFILES + "' in '" + name + "'").forEach((profile, settings) -> profiles
			.put(profile.toString(), profile(profile.toString(), settings, name, shared)));
		return new ProfileDocument(name, settings(defaults, "'" + name + "'", ProfileKey.labels(), shared), profiles);
	}

	private static Profile profile(String profile, @Nullable Object content, String document, boolean shared) {
		String origin = "profile '" + Values.display(profile) + "' of '" + document + "'";
		Map<Object, Object> settings = new LinkedHashMap<>(map(content, origin));
		String parent = Values.text(settings.remove(PARENT));
		List<String> known = new ArrayList<>(ProfileKey.labels());
		known.add(PARENT);
		return new Profile(parent, settings(settings, origin, known, shared));
	}

	static Map<?, ?> map(@Nullable Object value, String what) {
		if (value == null) {
			return Map.of();
		}
		if (value instanceof Map<?, ?> map) {
			return map;
		}
		throw new InvalidConfigurationException(PROFILES, what + " is no JSON object.",
				"Write {\"profile\": {\"NAME\": {\"SETTING\": VALUE}}}.");
	}

	/** Maps settings by their keys. Settings with the value {@code null} are not set. */
	static Map<ProfileKey, ProfileSetting> settings(Map<?, ?> values, String origin, List<String> known,
			boolean shared) {
		Map<ProfileKey, ProfileSetting> settings = new EnumMap<>(ProfileKey.class);
		values.forEach((label, value) -> {
			ProfileKey key = ProfileKey.of(label.toString())
				.orElseThrow(() -> new InvalidConfigurationException(Values.display(label),
						"There is no such setting (" + origin + ").",
						NameSuggestion.of(label.toString(), "settings", known)));
			if (value != null) {
				settings.put(key, new ProfileSetting(key, value, origin, shared));
			}
		});
		return settings;
	}

	/**
	 * The names of the profiles.
	 * @return the names, in the order of the document
	 */
	public Set<String> profiles() {
		return Collections.unmodifiableSet(this.profiles.keySet());
	}

	Map<ProfileKey, ProfileSetting> defaults() {
		return this.defaults;
	}

	/** The settings of a profile and its ancestors, the profile itself last. */
	List<Map<ProfileKey, ProfileSetting>> lineage(String profile) {
		List<String> names = new ArrayList<>();
		List<Map<ProfileKey, ProfileSetting>> lineage = new ArrayList<>();
		Profile current = this.profiles.get(profile);
		names.add(profile);
		while (current != null) {
			lineage.add(0, current.settings());
			current = (current.parent() != null) ? parent(current.parent(), names) : null;
		}
		return lineage;
	}

	private Profile parent(String parent, List<String> descendants) {
		String child = descendants.get(descendants.size() - 1);
		boolean cycle = descendants.contains(parent);
		descendants.add(parent);
		if (cycle) {
			throw new InvalidConfigurationException(PARENT,
					"The profiles " + String.join(" -> ", descendants) + " of '" + this.name + "' inherit in a circle.",
					"Remove the parent from one of them.");
		}
		Profile profile = this.profiles.get(parent);
		if (profile == null) {
			throw new InvalidConfigurationException(PARENT,
					"Profile '" + child + "' of '" + this.name + "' names '" + parent + "', which is no profile.",
					NameSuggestion.of(parent, "profiles", this.profiles.keySet()));
		}
		return profile;
	}

	private record Profile(@Nullable String parent, Map<ProfileKey, ProfileSetting> settings) {

	}

}
