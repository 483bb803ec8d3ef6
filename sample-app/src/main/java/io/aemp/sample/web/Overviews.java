package io.aemp.sample.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;
import io.aemp.PortInfo;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at this node. Whoever shows it need not fear long lists. */
@Component
class Overviews {

	private static final int MAX_PORTS = 200;

	private final Node node;

	Overviews(Node node) {
		this.node = node;
	}

	Overview now() {
		Network network = this.node.network();
		return new Overview(this.node.id(), network.role(), network.primary(), network.listeners(), peers(network),
				families(), ports());
	}

	private List<PeerInfo> peers(Network network) {
		return network.peers().stream().sorted(Comparator.comparing(PeerInfo::node)).toList();
	}

	private Map<String, Map<String, String>> families() {
		Map<String, Map<String, String>> families = new TreeMap<>();
		this.node.database().snapshot().forEach((family, contents) -> families.put(family, texts(contents)));
		return families;
	}

	/** Values come from anywhere in the network; only their text is shown. */
	private Map<String, String> texts(Map<String, @Nullable Object> contents) {
		Map<String, String> texts = new TreeMap<>();
		contents.forEach((subkey, value) -> texts.put(subkey, (value != null) ? Values.display(value) : ""));
		return texts;
	}

	private List<PortInfo> ports() {
		return this.node.ports()
			.stream()
			.sorted(Comparator.comparing(PortInfo::label).thenComparing(PortInfo::id))
			.limit(MAX_PORTS)
			.toList();
	}

}
