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
 * The settings of a node, as they may stand at the top level and in each profile. What is
 * {@code null} is not set there.
 */
public class NodeProperties {

	/**
	 * Node ID: letters, digits and _ - . : /; %n stands for the host name, %u for a
	 * random text.
	 */
	private @Nullable String nodeId;

	/**
	 * Addresses to listen on, as host:port. '*' as host means all addresses of this host
	 * but loopback, '*' or 0 as port a free one. Empty for a node that only reaches out.
	 */
	private @Nullable List<String> binds;

	/**
	 * Addresses of nodes of the network to join, as host:port.
	 */
	private @Nullable List<String> seeds;

	/**
	 * Secret that all nodes of the network share. Without it and without certificate, the
	 * node is local.
	 */
	private @Nullable Secret secret;

	/**
	 * Other secrets that are accepted too, while the secret of a network is being
	 * changed.
	 */
	private @Nullable List<Secret> acceptedSecrets;

	/**
	 * Private key, certificate and CA certificates of the node as PEM text, for encrypted
	 * connections. Not together with 'ssl.bundle'.
	 */
	private @Nullable String cert;

	/**
	 * Whether to refuse what other nodes want to run here: functions, init functions,
	 * 'eval'.
	 */
	private @Nullable Boolean secure;

	/**
	 * When to give up on a node that cannot be reached. In seconds, if no unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration monitorTimeout;

	/**
	 * When to try the next address of a node. In seconds, if no unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration connectInterval;

	/**
	 * Framings that the node uses, best first.
	 */
	private @Nullable List<String> framingFormat;

	/**
	 * Ways in which the node may authenticate itself.
	 */
	private @Nullable List<String> authOffer;

	/**
	 * Ways in which other nodes may authenticate themselves, best first.
	 */
	private @Nullable List<String> authAccept;

	/**
	 * Whether to collect what is sent within one turn of the event loop.
	 */
	private @Nullable Boolean autocork;

	/**
	 * Whether small packets leave at once (TCP_NODELAY).
	 */
	private @Nullable Boolean nodelay;

	/**
	 * Registered functions to call after the start: a name each, or 'function' and
	 * 'arguments'.
	 */
	private @Nullable List<ServiceProperties> services;

	/**
	 * Whether to hold the merged database of the network and serve other nodes.
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
