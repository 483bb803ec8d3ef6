package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.PortIds;
import io.aemp.boot.client.ClientSettings;
import io.aemp.profile.HostName;
import io.aemp.profile.ProfileDocument;
import io.aemp.profile.ProfileSettings;
import io.aemp.profile.Profiles;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Maps properties to the configuration of a node. The properties are treated as a profile
 * document that overrides the one read from a file.
 */
final class PropertiesMapper {

	/**
	 * What errors call the document. It has the top level too, but errors of that name
	 * none.
	 */
	private static final String NAME = "aemp.profiles";

	private final SslIdentities sslIdentities;

	private final String applicationName;

	/**
	 * Creates the mapper.
	 * @param sslIdentities supplies the identities of SSL bundles
	 * @param applicationName the name of the application, may be empty
	 */
	PropertiesMapper(SslIdentities sslIdentities, String applicationName) {
		this.sslIdentities = sslIdentities;
		this.applicationName = applicationName;
	}

	/**
	 * Applies all settings.
	 * @param properties the properties
	 * @param builder what to configure; contains the custom framings already
	 * @throws InvalidConfigurationException if a value is not valid
	 */
	void configure(AempProperties properties, NodeConfigurationBuilder builder) {
		String profile = StringUtils.hasText(properties.getProfile()) ? properties.getProfile() : null;
		ProfileDocument file = (properties.getRcFile() != null) ? ProfileDocument.read(properties.getRcFile())
				: ProfileDocument.empty();
		requireProfile(profile, properties, file);
		ProfileSettings settings = new Profiles(ProfileDocument.of(document(properties), NAME), HostName.current())
			.resolve(profile, Map.of());
		UnresolvedPlaceholders.refuse(settings.values());
		if (properties.getRcFile() != null) {
			settings = new Profiles(file, HostName.current()).resolve(profile, settings.values(),
					Profiles.Option.FORCE);
		}
		boolean unnamed = profile == null && !settings.values().containsKey("nodeid");
		settings.configure(builder);
		if (unnamed) {
			builder.nodeId(defaultNodeId());
		}
		configureTopLevel(properties, builder);
	}

	private static void requireDrainTimeout(Duration timeout) {
		if (timeout.isNegative() || timeout.compareTo(ClientSettings.LONGEST) > 0) {
			throw new InvalidConfigurationException("drain_timeout",
					timeout.toMillis() + " ms is below 0, or longer than anybody waits.",
					"Write a time, for example 20s, or 0 to wait for no answer.");
		}
	}

	/** Applies the settings that do not depend on the profile. */
	private static void configureTopLevel(AempProperties properties, NodeConfigurationBuilder builder) {
		if (properties.getBusyPoll() != null) {
			builder.busyPoll(properties.getBusyPoll());
		}
		builder.loopSharing(properties.isLoopSharing());
		builder.strictLocalSends(properties.isStrictLocalSends());
		builder.tracePackets(properties.isTracePackets());
		builder.greeting(properties.getGreeting());
		properties.getClient().forEach((group, settings) -> settings.toSettings(group));
		requireDrainTimeout(properties.getDrainTimeout());
		properties.getMetrics().check();
		properties.getOperations().check();
		if (properties.getLimits() != null) {
			builder.limits(properties.getLimits().toLimits());
		}
		if (properties.getFlowControl() != null) {
			builder.flowControl(properties.getFlowControl().toFlowControl());
		}
		if (properties.getFailureDetector() != null) {
			builder.failureDetector(properties.getFailureDetector().toFailureDetector());
		}
		if (properties.getDiscovery() != null) {
			builder.seedInterval(properties.getDiscovery().toSeedInterval());
		}
		if (properties.getAdmission() != null) {
			builder.admission(properties.getAdmission().toAdmission());
		}
	}

	private static void requireProfile(@Nullable String profile, AempProperties properties, ProfileDocument file) {
		if (profile != null && !properties.getProfiles().containsKey(profile) && !file.profiles().contains(profile)) {
			Set<String> known = new LinkedHashSet<>(properties.getProfiles().keySet());
			known.addAll(file.profiles());
			throw new InvalidConfigurationException("profile",
					"'" + profile + "' is chosen, but there is no such profile; "
							+ (known.isEmpty() ? "there is none at all." : "known are " + known + "."),
					"Choose one that exists, or define it under 'aemp.profiles." + profile + "'.");
		}
	}

	/**
	 * The name of the application, in which '-' replaces characters that are not valid in
	 * a node ID.
	 */
	private String defaultNodeId() {
		StringBuilder name = new StringBuilder();
		this.applicationName.codePoints()
			.mapToObj(Character::toString)
			.forEach((character) -> name.append(PortIds.isNodeId(character) ? character : "-"));
		return (name.isEmpty() ? "%n" : name) + "/%u";
	}

	private Map<String, Object> document(AempProperties properties) {
		Map<String, Object> document = settings(properties);
		Map<String, Object> profiles = new LinkedHashMap<>();
		properties.getProfiles().forEach((name, profile) -> {
			Map<String, Object> settings = settings(profile);
			put(settings, "parent", profile.getParent());
			profiles.put(name, settings);
		});
		document.put("profile", profiles);
		return document;
	}

	private Map<String, Object> settings(NodeProperties properties) {
		Map<String, Object> settings = new LinkedHashMap<>();
		put(settings, "nodeid", properties.getNodeId());
		put(settings, "binds", properties.getBinds());
		put(settings, "advertise", properties.getAdvertise());
		put(settings, "seeds", properties.getSeeds());
		put(settings, "secret", properties.getSecret());
		put(settings, "accepted_secrets", properties.getAcceptedSecrets());
		put(settings, "cert", certificate(properties));
		put(settings, "secure", properties.getSecure());
		put(settings, "monitor_timeout", properties.getMonitorTimeout());
		put(settings, "query_timeout", properties.getQueryTimeout());
		put(settings, "connect_interval", properties.getConnectInterval());
		put(settings, "framing_format", properties.getFramingFormat());
		put(settings, "auth_offer", properties.getAuthOffer());
		put(settings, "auth_accept", properties.getAuthAccept());
		put(settings, "autocork", properties.getAutocork());
		put(settings, "nodelay", properties.getNodelay());
		List<ServiceProperties> services = properties.getServices();
		put(settings, "services",
				(services != null) ? services.stream().map(ServiceProperties::toService).toList() : null);
		put(settings, "global", properties.getGlobal());
		return settings;
	}

	private static void put(Map<String, Object> settings, String key, @Nullable Object value) {
		if (value != null) {
			settings.put(key, value);
		}
	}

	private @Nullable Object certificate(NodeProperties properties) {
		SslProperties ssl = properties.getSsl();
		String bundleName = (ssl != null) ? ssl.bundle() : null;
		if (ssl == null || !StringUtils.hasText(bundleName)) {
			return properties.getCert();
		}
		if (StringUtils.hasText(properties.getCert())) {
			throw new InvalidConfigurationException("cert", "Both a certificate and the SSL bundle '" + bundleName
					+ "' are given, but a node has one identity.", "Remove one of 'cert' and 'ssl.bundle'.");
		}
		return this.sslIdentities.get(bundleName, ssl.trustPublicAuthorities());
	}

}
