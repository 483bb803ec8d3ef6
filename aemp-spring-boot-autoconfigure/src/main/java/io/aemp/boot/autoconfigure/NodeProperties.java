package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.aemp.NodeConfiguration;
import io.aemp.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;

/**
 * The settings of a node, for the top level and for each profile. {@code null} means that
 * the setting is not set at this level.
 */
public class NodeProperties {

	/**
	 * Node ID. Letters, digits and _ - . : /. '%n' stands for the host name, '%u' or a
	 * '/' at the end for a random text. With a profile, the default is the name of the
	 * profile and '/%u'.
	 */
	private @Nullable String nodeId;

	/**
	 * Addresses to listen on, as host:port. '*' as host means all addresses of this host
	 * except loopback; '*' or 0 as port means a free port. Empty for a node that only
	 * dials others.
	 */
	private @Nullable List<String> binds;

	/**
	 * Addresses that other nodes are told instead of the bound ones, as host:port, for
	 * containers and NAT. The host may be a name. '*' as host means the bound addresses,
	 * '*' or 0 as port the bound port.
	 */
	private @Nullable List<String> advertise;

	/**
	 * Addresses of nodes through which this node joins the network, as host:port. Names
	 * that lead to several nodes as dns:name:port or srv:_service._proto.name.
	 */
	private @Nullable List<String> seeds;

	/**
	 * Secret that all nodes of the network share. Without a secret and a certificate the
	 * node is local: it neither listens nor dials.
	 */
	private @Nullable Secret secret;

	/**
	 * Further secrets that this node accepts from peers, while the secret of a network is
	 * being changed. A secret that contains a comma needs a list.
	 */
	private @Nullable List<Secret> acceptedSecrets;

	/**
	 * Private key, certificate and trusted CA certificates as PEM text, for encrypted
	 * connections. Mutually exclusive with 'ssl.bundle'.
	 */
	private @Nullable String cert;

	/**
	 * Whether to refuse all requests of other nodes to run something here: functions,
	 * init functions, 'eval'. A bean of type ExecutionPolicy overrides it.
	 */
	private @Nullable Boolean secure;

	/**
	 * How long to try to reach a node before it counts as unreachable. Also the limit for
	 * a handshake, and for the delay between attempts to reach a seed, without its
	 * jitter. In seconds, if no unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration monitorTimeout;

	/**
	 * How long a query of the database waits for its answer before it fails. By default
	 * as long as 'monitor-timeout'. In seconds, if no unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration queryTimeout;

	/**
	 * How long to wait for a connection to one address of a node before the next address
	 * is tried. In seconds, if no unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration connectInterval;

	/**
	 * Names of the framings that this node supports, best first: 'cbor', 'json', or the
	 * name of a bean of type Framing.
	 */
	private @Nullable List<String> framingFormat;

	/**
	 * Methods by which this node authenticates itself: 'tls_sha3_512', 'hmac_sha3_512',
	 * 'tls_anon', 'cleartext'.
	 */
	private @Nullable List<String> authOffer;

	/**
	 * Methods by which peers may authenticate themselves, best first: 'tls_sha3_512',
	 * 'hmac_sha3_512', 'tls_anon', 'cleartext'.
	 */
	private @Nullable List<String> authAccept;

	/**
	 * Whether packets that are queued within one turn of the event loop are sent
	 * together. Fewer TCP segments, but a little more latency.
	 */
	private @Nullable Boolean autocork;

	/**
	 * Whether to set TCP_NODELAY, so that small packets are sent at once.
	 */
	private @Nullable Boolean nodelay;

	/**
	 * Registered functions to call after the start. Each is a name, or has 'function' and
	 * 'arguments'.
	 */
	private @Nullable List<ServiceProperties> services;

	/**
	 * Whether this node holds the merged database of the network and serves other nodes:
	 * 'auto' (if there are no seeds, if this node is one of its seeds, or if another node
	 * asks), 'always' or 'never'.
	 */
	private NodeConfiguration.@Nullable GlobalMode global;

	@NestedConfigurationProperty
	private @Nullable SslProperties ssl;

	public @Nullable String getNodeId() {
		return this.nodeId;
	}

	public void setNodeId(@Nullable String nodeId) {
		this.nodeId = nodeId;
	}

	public @Nullable List<String> getBinds() {
		return this.binds;
	}

	public void setBinds(@Nullable List<String> binds) {
		this.binds = binds;
	}

	public @Nullable List<String> getAdvertise() {
		return this.advertise;
	}

	public void setAdvertise(@Nullable List<String> advertise) {
		this.advertise = advertise;
	}

	public @Nullable List<String> getSeeds() {
		return this.seeds;
	}

	public void setSeeds(@Nullable List<String> seeds) {
		this.seeds = seeds;
	}

	public @Nullable Secret getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable Secret secret) {
		this.secret = secret;
	}

	public @Nullable List<Secret> getAcceptedSecrets() {
		return this.acceptedSecrets;
	}

	public void setAcceptedSecrets(@Nullable List<Secret> acceptedSecrets) {
		this.acceptedSecrets = acceptedSecrets;
	}

	public @Nullable String getCert() {
		return this.cert;
	}

	public void setCert(@Nullable String cert) {
		this.cert = cert;
	}

	public @Nullable Boolean getSecure() {
		return this.secure;
	}

	public void setSecure(@Nullable Boolean secure) {
		this.secure = secure;
	}

	public @Nullable Duration getMonitorTimeout() {
		return this.monitorTimeout;
	}

	public void setMonitorTimeout(@Nullable Duration monitorTimeout) {
		this.monitorTimeout = monitorTimeout;
	}

	public @Nullable Duration getQueryTimeout() {
		return this.queryTimeout;
	}

	public void setQueryTimeout(@Nullable Duration queryTimeout) {
		this.queryTimeout = queryTimeout;
	}

	public @Nullable Duration getConnectInterval() {
		return this.connectInterval;
	}

	public void setConnectInterval(@Nullable Duration connectInterval) {
		this.connectInterval = connectInterval;
	}

	public @Nullable List<String> getFramingFormat() {
		return this.framingFormat;
	}

	public void setFramingFormat(@Nullable List<String> framingFormat) {
		this.framingFormat = framingFormat;
	}

	public @Nullable List<String> getAuthOffer() {
		return this.authOffer;
	}

	public void setAuthOffer(@Nullable List<String> authOffer) {
		this.authOffer = authOffer;
	}

	public @Nullable List<String> getAuthAccept() {
		return this.authAccept;
	}

	public void setAuthAccept(@Nullable List<String> authAccept) {
		this.authAccept = authAccept;
	}

	public @Nullable Boolean getAutocork() {
		return this.autocork;
	}

	public void setAutocork(@Nullable Boolean autocork) {
		this.autocork = autocork;
	}

	public @Nullable Boolean getNodelay() {
		return this.nodelay;
	}

	public void setNodelay(@Nullable Boolean nodelay) {
		this.nodelay = nodelay;
	}

	public @Nullable List<ServiceProperties> getServices() {
		return this.services;
	}

	public void setServices(@Nullable List<ServiceProperties> services) {
		this.services = services;
	}

	public NodeConfiguration.@Nullable GlobalMode getGlobal() {
		return this.global;
	}

	public void setGlobal(NodeConfiguration.@Nullable GlobalMode global) {
		this.global = global;
	}

	public @Nullable SslProperties getSsl() {
		return this.ssl;
	}

	public void setSsl(@Nullable SslProperties ssl) {
		this.ssl = ssl;
	}

}
