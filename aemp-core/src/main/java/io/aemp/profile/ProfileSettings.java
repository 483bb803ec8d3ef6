package io.aemp.profile;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfigurationBuilder;

/** The merged settings of a profile. Immutable; its text form shows no secret. */
public final class ProfileSettings {

	private final String profile;

	private final Map<ProfileKey, ProfileSetting> settings;

	ProfileSettings(String profile, Map<ProfileKey, ProfileSetting> settings) {
		this.profile = profile;
		this.settings = settings;
	}

	/**
	 * The name of the profile.
	 * @return the name that was given, or the host name
	 */
	public String profile() {
		return this.profile;
	}

	/**
	 * What is set, to be given to {@link Profiles#resolve} of another document for
	 * example.
	 * @return keys of a profile and their values, as they were given
	 */
	public Map<String, Object> values() {
		Map<String, Object> values = new LinkedHashMap<>();
		this.settings.forEach((key, setting) -> values.put(key.label(), setting.value()));
		return values;
	}

	/**
	 * Puts the settings into a configuration; what is not set keeps its default there,
	 * except for the node ID, which is then made of the name of the profile and a random
	 * text. The custom framings of the builder are known by name.
	 * @param builder what to configure
	 * @return the same builder
	 * @throws InvalidConfigurationException if a value is not valid; tells where it was
	 * set
	 */
	public NodeConfigurationBuilder configure(NodeConfigurationBuilder builder) {
		Map<ProfileKey, ProfileSetting> complete = new EnumMap<>(this.settings);
		complete.computeIfAbsent(ProfileKey.NODEID,
				(nodeId) -> new ProfileSetting(nodeId, this.profile + "/", "the name of the profile"));
		complete.forEach((key, setting) -> {
			try {
				key.apply(setting, builder);
			}
			catch (InvalidConfigurationException ex) {
				throw new InvalidConfigurationException(ex.setting(),
						ex.problem() + " It comes from " + setting.origin() + ".", ex.remedy(), ex.getCause());
			}
		});
		return builder;
	}

	@Override
	public String toString() {
		return this.profile + this.settings.values();
	}

}
