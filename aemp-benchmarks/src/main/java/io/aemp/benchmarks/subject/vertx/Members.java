package io.aemp.benchmarks.subject.vertx;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.jspecify.annotations.Nullable;

/** Hazelcast on loopback, which tells Vert.x who is there; no message goes through it. */
final class Members {

	private static final String HOST = "127.0.0.1";

	private Members() {
	}

	/**
	 * Makes a member, which Vert.x starts.
	 * @param seed the address of another member, or {@code null} for the first
	 * @return its manager
	 */
	static HazelcastClusterManager member(@Nullable String seed) {
		Config config = ConfigUtil.loadConfig();
		config.setProperty("hazelcast.phone.home.enabled", "false");
		config.setProperty("hazelcast.logging.type", "slf4j");
		config.setProperty("hazelcast.socket.bind.any", "false");
		config.setProperty("hazelcast.shutdownhook.enabled", "false");
		NetworkConfig network = config.getNetworkConfig();
		network.setPort(0).setPortAutoIncrement(false);
		network.getInterfaces().setEnabled(true).addInterface(HOST);
		JoinConfig join = network.getJoin();
		join.getAutoDetectionConfig().setEnabled(false);
		join.getMulticastConfig().setEnabled(false);
		join.getTcpIpConfig().setEnabled(true);
		if (seed != null) {
			join.getTcpIpConfig().addMember(seed);
		}
		return new HazelcastClusterManager(config);
	}

	/**
	 * Where a member listens.
	 * @param member a member that has started
	 * @return its address, for {@link #member}
	 */
	static String address(HazelcastClusterManager member) {
		return HOST + ":" + member.getHazelcastInstance().getCluster().getLocalMember().getAddress().getPort();
	}

}
