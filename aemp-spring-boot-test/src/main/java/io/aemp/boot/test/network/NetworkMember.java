package io.aemp.boot.test.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.NodeObserver;
import io.aemp.boot.autoconfigure.NodeConfigurationCustomizer;
import io.aemp.discovery.Names;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;
import io.aemp.runtime.Environment;
import io.aemp.simulation.LiveNetwork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;

/**
 * The place of one node in an in-memory network. Before the node is made, its
 * configuration gets an address there, and the addresses of all members as seeds, in
 * place of those of the real network; then the network becomes its environment.
 */
final class NetworkMember implements NodeConfigurationCustomizer, Environment, Ordered, DisposableBean {

	/** All members know it, whatever the secrets of their applications are. */
	private static final String SECRET = "in-memory network";

	private final AempNetwork network;

	private final boolean strict;

	private @Nullable Supplier<Node> node;

	private @Nullable Environment environment;

	/**
	 * Creates a place.
	 * @param network the network
	 * @param strict whether local messages are encoded too
	 * @param node supplies the node once it is there
	 */
	NetworkMember(AempNetwork network, boolean strict, @Nullable Supplier<Node> node) {
		this.network = network;
		this.strict = strict;
		this.node = node;
	}

	void use(Supplier<Node> node) {
		this.node = node;
	}

	/** What the application customizes has the last word. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void customize(NodeConfigurationBuilder builder) {
		NodeConfiguration defaults = NodeConfiguration.builder().build();
		Environment environment = environment(builder.build().nodeId());
		LiveNetwork network = this.network.network();
		builder.binds(environment.hostName() + ":" + LiveNetwork.PORT)
			.advertise(List.of())
			.seeds(network.addresses())
			.seedSources(List.of())
			.secret(SECRET)
			.acceptedSecrets(List.of())
			.tls(null)
			.authOffer(defaults.authOffer())
			.authAccept(defaults.authAccept());
		if (this.strict) {
			builder.strictLocalSends(true);
		}
	}

	/** A name that is valid for a host, and the same for the same node ID. */
	private Environment environment(String nodeId) {
		Environment present = this.environment;
		if (present == null) {
			String name = nodeId.replaceAll("%u|/$", "").replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^-|-$", "");
			present = this.network.network().environment(name.isEmpty() ? "node" : name);
			this.environment = present;
		}
		return present;
	}

	private Environment environment() {
		return environment("");
	}

	@Override
	public String hostName() {
		return environment().hostName();
	}

	@Override
	public RandomGenerator random() {
		return environment().random();
	}

	@Override
	public Names names() {
		return environment().names();
	}

	@Override
	public Threads threads(String nodeId) {
		this.network.named(this, nodeId);
		return environment().threads(nodeId);
	}

	@Override
	public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
			NodeObserver observer, Threads threads) {
		return environment().transport(configuration, nodeId, framings, observer, threads);
	}

	/** The node has crashed. */
	void end() {
		Supplier<Node> node = this.node;
		if (node != null) {
			node.get().close();
		}
	}

	/** Without a node, nobody else frees the address. */
	@Override
	public void destroy() {
		this.network.left(this);
		if (this.environment != null) {
			this.network.network().release(this.environment);
		}
	}

}
