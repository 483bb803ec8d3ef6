package io.aemp.benchmarks.subject.aemp;

import io.aemp.Dispatcher;
import io.aemp.Limits;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.PortOptions;
import io.aemp.TlsIdentity;
import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.LocalSystem;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.runtime.Nodes;

/** Ports on nodes with the default configuration, but for what is named here. */
public final class AempAdapter implements Adapter {

	/** The default would say no. */
	private static final Limits LARGE = Limits.builder().packetSize(160 << 20).sendQueue(512 << 20).build();

	private final PortOptions options;

	private final String framing;

	private final boolean encrypted;

	/**
	 * Creates the adapter.
	 * @param dispatcher which threads run the callbacks
	 * @param framing how packets are written
	 * @param encrypted whether to use TLS
	 */
	public AempAdapter(Dispatcher dispatcher, String framing, boolean encrypted) {
		this.options = PortOptions.DEFAULTS.dispatcher(dispatcher);
		this.framing = framing;
		this.encrypted = encrypted;
	}

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) throws Exception {
		String keys = this.encrypted ? Keys.generate() : "";
		Node node = Nodes.start(configuration(keys, workload).nodeId("server").build());
		return new AempServer(node, this.options, receiver, keys);
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) throws Exception {
		String[] parts = address.split(" ");
		String keys = (parts.length > 2) ? parts[2] : "";
		Node node = Nodes.start(configuration(keys, workload).nodeId("client").seeds(parts[0]).build());
		return new AempClient(node, this.options, Target.of(parts[1]), receiver, Payload.NUMBER, node::close);
	}

	@Override
	public LocalSystem local(Workload workload) {
		return new AempLocal(Nodes.local(), this.options);
	}

	private NodeConfigurationBuilder configuration(String keys, Workload workload) throws Exception {
		TlsIdentity identity = keys.isEmpty() ? null : Keys.read(keys);
		return NodeConfiguration.builder()
			.binds("127.0.0.1:0")
			.secret("a secret of two processes that live for seconds")
			.framings(this.framing)
			.limits((workload == Workload.ROUND_TRIP_BESIDE_LARGE) ? LARGE : Limits.DEFAULTS)
			.tls(identity);
	}

}
