package io.aemp.profile;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Values;

/** The merged settings of a profile. Immutable; {@link #toString} hides secrets. */
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
	 * The settings, for example for {@link Profiles#resolve} with another document.
	 * @return the keys and their values, as given
	 */
	public Map<String, Object> values() {
		Map<String, Object> values = new LinkedHashMap<>();
		this.settings.forEach((key, setting) -> values.put(key.label(), setting.value()));
		return values;
	}

	/**
	 * Applies the settings to a configuration. A key that is not set keeps its default.
	 * If the node ID is not set, it is made from the name of the profile and a random
	 * text. Framings may name the custom framings of the builder.
	 * @param builder the builder to change
	 * @return the same builder
	 * @throws InvalidConfigurationException if a value is invalid; its message names the
	 * origin
	 */
	public NodeConfigurationBuilder configure(NodeConfigurationBuilder builder) {
		Map<ProfileKey, ProfileSetting> complete = new EnumMap<>(this.settings);
		complete.computeIfAbsent(ProfileKey.NODEID,
				(nodeId) -> new ProfileSetting(nodeId, this.profile + "/", "the name of the profile", false));
		complete.forEach((key, setting) -> {
			try {
				key.apply(setting, builder);
			}
			catch (InvalidConfigurationException ex) {
				throw ex.withOrigin(setting.origin());
			}
		});
		return builder;
	}

	@Override
	public String toString() {
		return Values.display(this.profile) + this.settings.values();
	}

}
