package io.aemp.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;

/**
 * The properties of aemp. Settings of the chosen profile and its parents count more than
 * those at the top level, and all of them more than those of the profile document. Groups
 * that are {@code null} keep their defaults.
 */
@ConfigurationProperties(prefix = "aemp", ignoreUnknownFields = false)
public class AempProperties extends NodeProperties {

	/**
	 * Whether to configure a node.
	 */
	private boolean enabled = true;

	/**
	 * Profile to take settings from, one of 'aemp.profiles' or of the profile document.
	 */
	private @Nullable String profile;

	/**
	 * Profiles by name, each with the settings of a node and a 'parent' to inherit from.
	 */
	private final Map<String, Profile> profiles = new LinkedHashMap<>();

	/**
	 * Profile document to read: JSON, as the Perl implementation keeps it in
	 * '~/.perl-anyevent-mp'.
	 */
	private @Nullable Path rcFile;

	/**
	 * Families of the database whose changes are published as application events.
	 */
	private Set<String> monitorFamilies = new LinkedHashSet<>();

	/**
	 * How long a thread that has sent something looks for the answer again and again
	 * before it waits, as long as answers tend to come that soon. At most 1ms; 0 to wait
	 * at once.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration busyPoll;

	/**
	 * Whether the threads that serve sockets also run ports. Off for diagnosis and
	 * comparison.
	 */
	private boolean loopSharing = true;

	/**
	 * Whether messages to ports of the node itself must be such as can travel, and arrive
	 * as from another node. For tests.
	 */
	private boolean strictLocalSends;

	@NestedConfigurationProperty
	private @Nullable LimitsProperties limits;

	@NestedConfigurationProperty
	private @Nullable FlowControlProperties flowControl;

	@NestedConfigurationProperty
	private @Nullable FailureDetectorProperties failureDetector;

	@NestedConfigurationProperty
	private @Nullable AdmissionProperties admission;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getProfile() {
		return this.profile;
	}

	public void setProfile(@Nullable String profile) {
		this.profile = profile;
	}

	public Map<String, Profile> getProfiles() {
		return this.profiles;
	}

	public @Nullable Path getRcFile() {
		return this.rcFile;
	}

	public void setRcFile(@Nullable Path rcFile) {
		this.rcFile = rcFile;
	}

	public Set<String> getMonitorFamilies() {
		return this.monitorFamilies;
	}

	public void setMonitorFamilies(Set<String> monitorFamilies) {
		this.monitorFamilies = monitorFamilies;
	}

	public @Nullable Duration getBusyPoll() {
		return this.busyPoll;
	}

	public void setBusyPoll(@Nullable Duration busyPoll) {
		this.busyPoll = busyPoll;
	}

	public boolean isLoopSharing() {
		return this.loopSharing;
	}

	public void setLoopSharing(boolean loopSharing) {
		this.loopSharing = loopSharing;
	}

	public boolean isStrictLocalSends() {
		return this.strictLocalSends;
	}

	public void setStrictLocalSends(boolean strictLocalSends) {
		this.strictLocalSends = strictLocalSends;
	}

	public @Nullable LimitsProperties getLimits() {
		return this.limits;
	}

	public void setLimits(@Nullable LimitsProperties limits) {
		this.limits = limits;
	}

	public @Nullable FlowControlProperties getFlowControl() {
		return this.flowControl;
	}

	public void setFlowControl(@Nullable FlowControlProperties flowControl) {
		this.flowControl = flowControl;
	}

	public @Nullable FailureDetectorProperties getFailureDetector() {
		return this.failureDetector;
	}

	public void setFailureDetector(@Nullable FailureDetectorProperties failureDetector) {
		this.failureDetector = failureDetector;
	}

	public @Nullable AdmissionProperties getAdmission() {
		return this.admission;
	}

	public void setAdmission(@Nullable AdmissionProperties admission) {
		this.admission = admission;
	}

	/** A profile. */
	public static class Profile extends NodeProperties {

		/**
		 * Profile to inherit from.
		 */
		private @Nullable String parent;

		public @Nullable String getParent() {
			return this.parent;
		}

		public void setParent(@Nullable String parent) {
			this.parent = parent;
		}

	}

}
