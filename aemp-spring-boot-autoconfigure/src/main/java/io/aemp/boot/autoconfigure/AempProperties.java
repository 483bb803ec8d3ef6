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
 * The properties of aemp. The chosen profile and its parents override the top level; all
 * of these override the profile document. Groups that are {@code null} keep their
 * defaults.
 */
@ConfigurationProperties(prefix = "aemp", ignoreUnknownFields = false)
public class AempProperties extends NodeProperties {

	/**
	 * Whether to create a node.
	 */
	private boolean enabled = true;

	/**
	 * Name of the profile to use, one of 'aemp.profiles' or of the profile document. The
	 * start fails if it is in neither. Without it, the profile with the name of the host
	 * applies, if there is one.
	 */
	private @Nullable String profile;

	/**
	 * Profiles by name. Each has the settings of a node, and a 'parent' to inherit from.
	 */
	private final Map<String, Profile> profiles = new LinkedHashMap<>();

	/**
	 * JSON profile document to read, in the format of the Perl implementation
	 * ('~/.perl-anyevent-mp').
	 */
	private @Nullable Path rcFile;

	/**
	 * Database families whose changes are published as application events.
	 */
	private Set<String> monitorFamilies = new LinkedHashSet<>();

	/**
	 * How long a thread that has sent something polls the sockets for the answer before
	 * it blocks, while answers tend to come that soon. From 0 (block at once) to 1ms. In
	 * seconds, if no unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration busyPoll;

	/**
	 * Whether event loop threads also run ports. Turn it off for diagnosis and comparison
	 * only: messages are slower then.
	 */
	private boolean loopSharing = true;

	/**
	 * Whether messages to ports of this node are encoded and decoded as for another node,
	 * so that tests find values that cannot be sent.
	 */
	private boolean strictLocalSends;

	/**
	 * Whether each packet that this node sends to other nodes or receives from them is
	 * logged, by the logger 'io.aemp.trace' at level INFO. For diagnosis: messages may be
	 * confidential.
	 */
	private boolean tracePackets;

	/**
	 * Keys and values that this node adds to its greeting, for other nodes to see, as
	 * 'aemp.greeting.rack=a7'. They are sent in clear before anybody is authenticated.
	 */
	private Map<String, String> greeting = new LinkedHashMap<>();

	/**
	 * Whether log lines about messages that a bean could not process show what these
	 * contain. Otherwise only the level DEBUG does.
	 */
	private boolean logMessageContents;

	/**
	 * Typed clients by their group: the family to which they send, how long they wait,
	 * and how they choose a member.
	 */
	private Map<String, ClientProperties> client = new LinkedHashMap<>();

	/**
	 * How long a context that stops waits for answers of its ports that come later, and
	 * for streams to other nodes, once nobody finds these ports any more. 0 for not at
	 * all. In seconds, if no unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration drainTimeout = Duration.ofSeconds(20);

	/**
	 * Whether log lines of methods of beans have the node, the label of the port and the
	 * tag of the message in the MDC, as 'aemp.node', 'aemp.port' and 'aemp.tag'.
	 */
	private boolean logContext;

	/**
	 * Whether each message that is sent, and each one that a method of a bean handles, is
	 * an observation of Micrometer. Traces then travel from node to node.
	 */
	private boolean observeMessages;

	/**
	 * Whether methods of beans that take long to handle a message are events of JDK
	 * Flight Recorder.
	 */
	private boolean recordHandlers;

	@NestedConfigurationProperty
	private @Nullable LimitsProperties limits;

	@NestedConfigurationProperty
	private @Nullable FlowControlProperties flowControl;

	@NestedConfigurationProperty
	private @Nullable FailureDetectorProperties failureDetector;

	@NestedConfigurationProperty
	private @Nullable DiscoveryProperties discovery;

	@NestedConfigurationProperty
	private @Nullable AdmissionProperties admission;

	@NestedConfigurationProperty
	private @Nullable OperatorRequestsProperties operatorRequests;

	@NestedConfigurationProperty
	private @Nullable LogSourceProperties logSource;

	@NestedConfigurationProperty
	private @Nullable LogCatcherProperties logCatcher;

	@NestedConfigurationProperty
	private MetricsProperties metrics = MetricsProperties.DEFAULTS;

	@NestedConfigurationProperty
	private OperationsProperties operations = OperationsProperties.DEFAULTS;

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

	public boolean isLogMessageContents() {
		return this.logMessageContents;
	}

	public void setLogMessageContents(boolean logMessageContents) {
		this.logMessageContents = logMessageContents;
	}

	public boolean isLogContext() {
		return this.logContext;
	}

	public void setLogContext(boolean logContext) {
		this.logContext = logContext;
	}

	public boolean isObserveMessages() {
		return this.observeMessages;
	}

	public void setObserveMessages(boolean observeMessages) {
		this.observeMessages = observeMessages;
	}

	public boolean isRecordHandlers() {
		return this.recordHandlers;
	}

	public void setRecordHandlers(boolean recordHandlers) {
		this.recordHandlers = recordHandlers;
	}

	public boolean isStrictLocalSends() {
		return this.strictLocalSends;
	}

	public void setStrictLocalSends(boolean strictLocalSends) {
		this.strictLocalSends = strictLocalSends;
	}

	public boolean isTracePackets() {
		return this.tracePackets;
	}

	public void setTracePackets(boolean tracePackets) {
		this.tracePackets = tracePackets;
	}

	public Map<String, String> getGreeting() {
		return this.greeting;
	}

	public void setGreeting(Map<String, String> greeting) {
		this.greeting = greeting;
	}

	public Duration getDrainTimeout() {
		return this.drainTimeout;
	}

	public void setDrainTimeout(Duration drainTimeout) {
		this.drainTimeout = drainTimeout;
	}

	public Map<String, ClientProperties> getClient() {
		return this.client;
	}

	public void setClient(Map<String, ClientProperties> client) {
		this.client = client;
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

	public @Nullable DiscoveryProperties getDiscovery() {
		return this.discovery;
	}

	public void setDiscovery(@Nullable DiscoveryProperties discovery) {
		this.discovery = discovery;
	}

	public @Nullable OperatorRequestsProperties getOperatorRequests() {
		return this.operatorRequests;
	}

	public void setOperatorRequests(@Nullable OperatorRequestsProperties operatorRequests) {
		this.operatorRequests = operatorRequests;
	}

	public @Nullable LogSourceProperties getLogSource() {
		return this.logSource;
	}

	public void setLogSource(@Nullable LogSourceProperties logSource) {
		this.logSource = logSource;
	}

	public @Nullable LogCatcherProperties getLogCatcher() {
		return this.logCatcher;
	}

	public void setLogCatcher(@Nullable LogCatcherProperties logCatcher) {
		this.logCatcher = logCatcher;
	}

	public MetricsProperties getMetrics() {
		return this.metrics;
	}

	public void setMetrics(MetricsProperties metrics) {
		this.metrics = metrics;
	}

	public OperationsProperties getOperations() {
		return this.operations;
	}

	public void setOperations(OperationsProperties operations) {
		this.operations = operations;
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
