package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

import io.aemp.InvalidConfigurationException;
import io.aemp.boot.client.ClientSettings;
import io.aemp.boot.client.MemberChoice;
import io.aemp.boot.port.FamilyNames;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.StringUtils;

/**
 * The typed clients of one group.
 *
 * @param family Family whose members get the messages.
 * @param timeout How long a call may take in all, with the search for a member. In
 * seconds, if no unit is given.
 * @param choice How a member of the family is chosen.
 * @param streamBuffer How many elements of a stream wait for its subscriber at most.
 */
public record ClientProperties(@Nullable String family,
		@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
		@DefaultValue("any") MemberChoice choice, @DefaultValue("256") int streamBuffer) {

	/** What a group has that no property mentions. */
	static final ClientProperties DEFAULTS = new ClientProperties(null, Duration.ofSeconds(5), MemberChoice.ANY,
			ClientSettings.STREAM_BUFFER);

	private static final int LARGEST_BUFFER = 1_000_000;

	/**
	 * Finds the properties of a group. An environment variable has neither dashes nor
	 * small letters, so names that differ in these only are the same.
	 * @param groups the properties by the names of the groups
	 * @param group the name of a group
	 * @return its properties, or the defaults
	 */
	static ClientProperties find(Map<String, ClientProperties> groups, String group) {
		ClientProperties exact = groups.get(group);
		return (exact != null) ? exact
				: groups.entrySet()
					.stream()
					.filter((other) -> uniform(other.getKey()).equals(uniform(group)))
					.map(Map.Entry::getValue)
					.findFirst()
					.orElse(DEFAULTS);
	}

	/**
	 * A name as an environment variable could write it.
	 * @param name the name of a group
	 * @return the same for all names that are the same group
	 */
	static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Checks the values.
	 * @param group the name of the group
	 * @return the settings of the group
	 * @throws InvalidConfigurationException if a value is not valid
	 */
	ClientSettings toSettings(String group) {
		if (this.timeout.isNegative() || this.timeout.isZero() || this.timeout.compareTo(ClientSettings.LONGEST) > 0) {
			throw new InvalidConfigurationException("client." + group + ".timeout",
					"a call cannot take " + this.timeout.toMillis() + " ms.", "Write a time above 0, for example 2s.");
		}
		if (StringUtils.hasText(this.family) && !FamilyNames.isValid(this.family)) {
			throw new InvalidConfigurationException("client." + group + ".family",
					"'" + this.family + "' is not a valid family name: it " + FamilyNames.RULE + ".",
					"Correct the name.");
		}
		if (this.streamBuffer < 1 || this.streamBuffer > LARGEST_BUFFER) {
			throw new InvalidConfigurationException("client." + group + ".stream-buffer",
					"a stream cannot have a buffer of " + this.streamBuffer + " elements.",
					"Write a number from 1 to " + LARGEST_BUFFER + ".");
		}
		return new ClientSettings(StringUtils.hasText(this.family) ? this.family : null, this.timeout, this.choice,
				this.streamBuffer);
	}

}
