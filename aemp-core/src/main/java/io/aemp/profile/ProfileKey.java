package io.aemp.profile;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.aemp.ExecutionPolicy;
import io.aemp.Framing;
import io.aemp.HostPort;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Secret;
import io.aemp.SeedEntry;
import io.aemp.Service;
import io.aemp.TlsIdentity;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of a profile. Each key applies its value to the configuration of a node. */
enum ProfileKey {

	NODEID((setting, builder) -> builder.nodeId(NodeIdTemplate.validate(setting.text()))),

	BINDS((setting, builder) -> builder.binds(setting.texts().stream().map(ProfileKey::bind).toList())),

	ADVERTISE((setting, builder) -> builder.advertise(setting.texts().stream().map(ProfileKey::advertised).toList())),

	SEEDS((setting, builder) -> builder.seeds(setting.texts().stream().map(ProfileKey::seed).toList())),

	SECRET((setting, builder) -> builder.secret(secret(setting, setting.value()))),

	ACCEPTED_SECRETS((setting, builder) -> builder
		.acceptedSecrets(setting.elements().stream().map((element) -> secret(setting, element)).toList())),

	CERT((setting, builder) -> builder.tls(tlsIdentity(setting))),

	SECURE((setting, builder) -> builder.executionPolicy(executionPolicy(setting))),

	MONITOR_TIMEOUT((setting, builder) -> builder.monitorTimeout(setting.duration())),

	QUERY_TIMEOUT((setting, builder) -> builder.queryTimeout(setting.duration())),

	CONNECT_INTERVAL((setting, builder) -> builder.connectInterval(setting.duration())),

	FRAMING_FORMAT((setting, builder) -> builder.framings(framings(setting, builder.build().customFramings()))),

	AUTH_OFFER((setting, builder) -> builder.authOffer(authenticationMethods(setting))),

	AUTH_ACCEPT((setting, builder) -> builder.authAccept(authenticationMethods(setting))),

	AUTOCORK((setting, builder) -> builder.autocork(setting.truth())),

	NODELAY((setting, builder) -> builder.nodelay(setting.truth())),

	SERVICES((setting, builder) -> builder
		.services(setting.elements().stream().map((element) -> service(setting, element)).toList())),

	GLOBAL((setting, builder) -> builder.globalMode(globalMode(setting)));

	private static final Logger logger = LoggerFactory.getLogger(ProfileKey.class);

	private static final Set<String> BUILT_IN_FRAMINGS = Set.of("cbor", "json");

	/** The serialisation format of Perl: Perl nodes list it, no other node can use it. */
	private static final String PERL_FRAMING = "storable";

	private static final List<String> AUTHENTICATION_METHODS = List.of("hmac_sha3_512", "tls_sha3_512", "tls_anon",
			"cleartext");

	private final BiConsumer<ProfileSetting, NodeConfigurationBuilder> application;

	ProfileKey(BiConsumer<ProfileSetting, NodeConfigurationBuilder> application) {
		this.application = application;
	}

	/** The name of the key in a profile. */
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether the value must not be shown. */
	boolean isConfidential() {
		return this == SECRET || this == ACCEPTED_SECRETS || this == CERT;
	}

	void apply(ProfileSetting setting, NodeConfigurationBuilder builder) {
		this.application.accept(setting, builder);
	}

	static Optional<ProfileKey> of(String label) {
		return Stream.of(values()).filter((key) -> key.label().equals(label)).findFirst();
	}

	static List<String> labels() {
		return Stream.of(values()).map(ProfileKey::label).toList();
	}

	private static String bind(String value) {
		HostPort.parseBind(value);
		return value;
	}

	private static String advertised(String value) {
		HostPort.parseAdvertised(value);
		return value;
	}

	private static String seed(String value) {
		SeedEntry.parse(value);
		return value;
	}

	private static Secret secret(ProfileSetting setting, @Nullable Object value) {
		if (value instanceof Secret secret) {
			return secret;
		}
		String text = Values.text(value);
		if (text == null) {
			throw setting.invalid("is no secret.", "Give a text; several ones as a list.");
		}
		return Secret.of(text);
	}

	private static @Nullable TlsIdentity tlsIdentity(ProfileSetting setting) {
		if (setting.value() instanceof TlsIdentity identity) {
			return identity;
		}
		String pem = setting.text();
		return pem.isBlank() ? null : TlsIdentity.ofPem(pem);
	}

	private static ExecutionPolicy executionPolicy(ProfileSetting setting) {
		if (setting.value() instanceof ExecutionPolicy policy) {
			return policy;
		}
		return setting.truth() ? ExecutionPolicy.REFUSE : ExecutionPolicy.ALLOW;
	}

	private static List<String> framings(ProfileSetting setting, List<Framing> customFramings) {
		Set<String> known = new TreeSet<>(BUILT_IN_FRAMINGS);
		customFramings.forEach((framing) -> known.add(framing.name()));
		return oneOrMore(setting, setting.texts().stream().filter((name) -> !name.equals(PERL_FRAMING)).toList(),
				known);
	}

	private static List<String> authenticationMethods(ProfileSetting setting) {
		return oneOrMore(setting, setting.texts(), AUTHENTICATION_METHODS);
	}

	private static List<String> oneOrMore(ProfileSetting setting, List<String> names, Collection<String> known) {
		String remedy = "Choose from " + String.join(", ", known) + ".";
		List<String> unknown = names.stream().filter((name) -> !known.contains(name)).toList();
		List<String> usable = names.stream().filter(known::contains).toList();
		if (usable.isEmpty() && (unknown.isEmpty() || setting.shared())) {
			throw setting.invalid("names nothing that can be used.", remedy);
		}
		if (!unknown.isEmpty()) {
			if (!setting.shared()) {
				throw setting.invalid("contains '" + Values.display(unknown.get(0)) + "', which is not known.", remedy);
			}
			logger.info("Skips {} in {} of {}: only other programs know that", unknown, setting.key().label(),
					setting.origin());
		}
		return usable;
	}

	private static Service service(ProfileSetting setting, @Nullable Object element) {
		if (element instanceof Service service) {
			return service;
		}
		List<?> call = (element instanceof List<?> list) ? list : Collections.singletonList(element);
		String function = call.isEmpty() ? null : Values.text(call.get(0));
		if (function == null || function.isBlank()) {
			throw setting.invalid("contains '" + Values.display(element) + "', which names no function.",
					"Give each service as NAME or as [NAME, argument, ...].");
		}
		return new Service(function.strip(), call.subList(1, call.size()));
	}

	private static GlobalMode globalMode(ProfileSetting setting) {
		String name = setting.text().strip();
		return Stream.of(GlobalMode.values())
			.filter((mode) -> mode.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow(() -> setting.invalid("is no way to run the global service.", "Give auto, always or never."));
	}

}
