package io.aemp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.aemp.NodeConfiguration.GlobalMode;
import org.jspecify.annotations.Nullable;

/**
 * The values of a configuration, initially the defaults. A builder changes its own
 * values; a configuration has a copy that never changes. Lists are immutable.
 */
final class ConfigurationValues {

	/** The settings that may be {@code null}. */
	private static final Set<String> OPTIONAL = Set.of("tls", "taskDecorator", "sendInterceptor", "queryTimeout");

	String nodeId = "%n/%u";

	List<String> binds = List.of("*:*");

	List<String> advertise = List.of();

	List<String> seeds = List.of();

	List<SeedSource> seedSources = List.of();

	Duration seedInterval = Duration.ofSeconds(10);

	Secret secret = Secret.of("");

	List<Secret> acceptedSecrets = List.of();

	@Nullable TlsIdentity tls;

	@Nullable UnaryOperator<Runnable> taskDecorator;

	@Nullable SendInterceptor sendInterceptor;

	ExecutionPolicy executionPolicy = ExecutionPolicy.ALLOW;

	Duration monitorTimeout = Duration.ofSeconds(30);

	@Nullable Duration queryTimeout;

	Duration connectInterval = Duration.ofSeconds(2);

	List<String> framings = List.of("cbor", "json");

	List<Framing> customFramings = List.of();

	List<String> authOffer = List.of("tls_sha3_512", "hmac_sha3_512");

	List<String> authAccept = List.of("tls_sha3_512", "hmac_sha3_512");

	boolean autocork;

	boolean nodelay = true;

	Duration busyPoll = Duration.ofNanos(50_000);

	boolean loopSharing = true;

	boolean strictLocalSends;

	boolean tracePackets;

	Map<String, String> greeting = Map.of();

	List<Service> services = List.of();

	GlobalMode globalMode = GlobalMode.AUTO;

	Limits limits = Limits.DEFAULTS;

	FlowControl flowControl = FlowControl.DEFAULTS;

	FailureDetector failureDetector = FailureDetector.DEFAULTS;

	Admission admission = Admission.ALL;

	List<NodeObserver> observers = List.of();

	ConfigurationValues() {
	}

	private ConfigurationValues(ConfigurationValues other) {
		this.nodeId = other.nodeId;
		this.binds = other.binds;
		this.advertise = other.advertise;
		this.seeds = other.seeds;
		this.seedSources = other.seedSources;
		this.seedInterval = other.seedInterval;
		this.secret = other.secret;
		this.acceptedSecrets = other.acceptedSecrets;
		this.tls = other.tls;
		this.taskDecorator = other.taskDecorator;
		this.sendInterceptor = other.sendInterceptor;
		this.executionPolicy = other.executionPolicy;
		this.monitorTimeout = other.monitorTimeout;
		this.queryTimeout = other.queryTimeout;
		this.connectInterval = other.connectInterval;
		this.framings = other.framings;
		this.customFramings = other.customFramings;
		this.authOffer = other.authOffer;
		this.authAccept = other.authAccept;
		this.autocork = other.autocork;
		this.nodelay = other.nodelay;
		this.busyPoll = other.busyPoll;
		this.loopSharing = other.loopSharing;
		this.strictLocalSends = other.strictLocalSends;
		this.tracePackets = other.tracePackets;
		this.greeting = other.greeting;
		this.services = other.services;
		this.globalMode = other.globalMode;
		this.limits = other.limits;
		this.flowControl = other.flowControl;
		this.failureDetector = other.failureDetector;
		this.admission = other.admission;
		this.observers = other.observers;
	}

	ConfigurationValues copy() {
		return new ConfigurationValues(this);
	}

	/** Checks that every setting has a value, except for those that may have none. */
	void requireComplete() {
		named().forEach((name, value) -> {
			if (!OPTIONAL.contains(name)) {
				Objects.requireNonNull(value, () -> "The setting '" + name + "' must not be null");
			}
		});
	}

	private Map<String, @Nullable Object> named() {
		Map<String, @Nullable Object> named = new LinkedHashMap<>();
		named.put("nodeId", this.nodeId);
		named.put("binds", this.binds);
		named.put("advertise", this.advertise);
		named.put("seeds", this.seeds);
		named.put("seedSources", this.seedSources);
		named.put("seedInterval", this.seedInterval);
		named.put("secret", this.secret);
		named.put("acceptedSecrets", this.acceptedSecrets);
		named.put("tls", this.tls);
		named.put("taskDecorator", this.taskDecorator);
		named.put("sendInterceptor", this.sendInterceptor);
		named.put("executionPolicy", this.executionPolicy);
		named.put("monitorTimeout", this.monitorTimeout);
		named.put("queryTimeout", this.queryTimeout);
		named.put("connectInterval", this.connectInterval);
		named.put("framings", this.framings);
		named.put("customFramings", this.customFramings);
		named.put("authOffer", this.authOffer);
		named.put("authAccept", this.authAccept);
		named.put("autocork", this.autocork);
		named.put("nodelay", this.nodelay);
		named.put("busyPoll", this.busyPoll);
		named.put("loopSharing", this.loopSharing);
		named.put("strictLocalSends", this.strictLocalSends);
		named.put("tracePackets", this.tracePackets);
		named.put("greeting", this.greeting);
		named.put("services", this.services);
		named.put("globalMode", this.globalMode);
		named.put("limits", this.limits);
		named.put("flowControl", this.flowControl);
		named.put("failureDetector", this.failureDetector);
		named.put("admission", this.admission);
		named.put("observers", this.observers);
		return named;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ConfigurationValues that && named().equals(that.named());
	}

	@Override
	public int hashCode() {
		return named().hashCode();
	}

	/**
	 * Shows no secret, because the text forms of secrets and TLS identities are masked.
	 */
	@Override
	public String toString() {
		return Values.printable(named().toString());
	}

}
