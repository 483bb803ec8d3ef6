package io.aemp.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.InvalidConfigurationException;
import io.aemp.Limits;
import io.aemp.NodeConfiguration;
import io.aemp.PortIds;
import io.aemp.TlsIdentity;
import io.aemp.profile.HostName;
import io.aemp.profile.ProfileDocument;
import io.aemp.profile.Profiles;
import io.aemp.profile.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Turns properties into the configuration of a node. The properties are a profile
 * document of their own, which counts more than the one that is read from a file.
 */
final class PropertiesMapper {

	private static final String NAME = "application properties";

	private final SslBundles sslBundles;

	private final String applicationName;

	/**
	 * Creates the mapper.
	 * @param sslBundles has the SSL bundles that properties name
	 * @param applicationName the name of the application, may be empty
	 */
	PropertiesMapper(SslBundles sslBundles, String applicationName) {
		this.sslBundles = sslBundles;
		this.applicationName = applicationName;
	}

	/**
	 * Puts all settings into a configuration.
	 * @param properties the properties
	 * @param builder what to configure; knows the custom framings
	 * @throws InvalidConfigurationException if a value is not valid
	 */
	void configure(AempProperties properties, NodeConfiguration.Builder builder) {
		String profile = properties.getProfile();
		ProfileDocument file = (properties.getRcFile() != null) ? ProfileDocument.read(properties.getRcFile())
				: ProfileDocument.empty();
		requireProfile(profile, properties, file);
		Settings settings = new Profiles(ProfileDocument.of(document(properties), NAME), HostName.current())
			.resolve(profile, Map.of());
		if (properties.getRcFile() != null) {
			settings = new Profiles(file, HostName.current()).resolve(profile, settings.values(),
					Profiles.Option.FORCE);
		}
		boolean unnamed = profile == null && !settings.values().containsKey("nodeid");
		settings.configure(builder);
		if (unnamed) {
			builder.nodeId(defaultNodeId());
		}
		builder.limits(limits(properties.getLimits()));
	}

	private static void requireProfile(@Nullable String profile, AempProperties properties, ProfileDocument file) {
		if (profile != null && !properties.getProfiles().containsKey(profile) && !file.profiles().contains(profile)) {
			throw new InvalidConfigurationException("profile",
					"'" + profile + "' is chosen, but there is no such profile; known are "
							+ properties.getProfiles().keySet() + " and in the profile document " + file.profiles()
							+ ".",
					"Choose one of these, or define it under 'aemp.profiles." + profile + "'.");
		}
	}

	/** The name of the application, with what a node ID may not have replaced. */
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
		put(settings, "seeds", properties.getSeeds());
		put(settings, "secret", properties.getSecret());
		put(settings, "cert", certificate(properties));
		put(settings, "secure", properties.getSecure());
		put(settings, "monitor_timeout", properties.getMonitorTimeout());
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
		String bundleName = properties.getSsl().getBundle();
		if (!StringUtils.hasText(bundleName)) {
			return properties.getCert();
		}
		if (StringUtils.hasText(properties.getCert())) {
			throw new InvalidConfigurationException("cert", "Both a certificate and the SSL bundle '" + bundleName
					+ "' are given, but a node has one identity.", "Remove one of 'cert' and 'ssl.bundle'.");
		}
		SslBundle bundle = this.sslBundles.getBundle(bundleName);
		return TlsIdentity.of(bundle.getManagers().getKeyManagerFactory(),
				bundle.getManagers().getTrustManagerFactory());
	}

	private static Limits limits(AempProperties.Limits limits) {
		return Limits.DEFAULTS.withPacketSize(octets("max_packet_size", limits.getMaxPacketSize()))
			.withNesting(limits.getMaxNesting())
			.withSendQueue(limits.getMaxSendQueue().toBytes())
			.withMailbox(limits.getMaxMailbox());
	}

	private static int octets(String setting, DataSize size) {
		if (size.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidConfigurationException(setting, size + " is 2 GiB or more.", "Give a smaller size.");
		}
		return (int) size.toBytes();
	}

}
