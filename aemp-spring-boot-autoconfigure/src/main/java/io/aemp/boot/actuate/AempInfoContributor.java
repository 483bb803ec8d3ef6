package io.aemp.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Tells which node the application is, and which software the network runs. */
public class AempInfoContributor implements InfoContributor {

	/** Peers name their software themselves. */
	private static final int MOST_PROVIDERS = 20;

	private final Node node;

	/**
	 * Creates the contributor.
	 * @param node the node
	 */
	public AempInfoContributor(Node node) {
		this.node = node;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Network network = this.node.network();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("node", this.node.id());
		details.put("role", network.role());
		String version = Node.class.getPackage().getImplementationVersion();
		if (version != null) {
			details.put("version", version);
		}
		details.put("peers", providers(network));
		builder.withDetail("aemp", details);
	}

	/** How many connected peers run each software. */
	private static Map<String, Integer> providers(Network network) {
		Map<String, Integer> providers = new TreeMap<>();
		network.peers().stream().filter((peer) -> peer.state() == PeerInfo.State.UP).forEach((peer) -> {
			String provider = peer.provider().isEmpty() ? "unknown" : peer.provider();
			boolean shown = providers.containsKey(provider) || providers.size() < MOST_PROVIDERS;
			providers.merge(shown ? provider : "other", 1, Integer::sum);
		});
		return providers;
	}

}
