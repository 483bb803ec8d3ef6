package io.aemp.benchmarks.subject.vertx;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import org.jspecify.annotations.Nullable;

/** Hazelcast on loopback, which tells Vert.x who is there; no message goes through it. */
final class Cluster {

	private static final String HOST = "127.0.0.1";

	private Cluster() {
	}

	/**
	 * Starts a member.
	 * @param seed the address of another member, or {@code null} for the first
	 * @return the member
	 */
	static HazelcastInstance start(@Nullable String seed) {
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
		return Hazelcast.newHazelcastInstance(config);
	}

	/**
	 * Where a member listens.
	 * @param member the member
	 * @return its address, for {@link #start}
	 */
	static String address(HazelcastInstance member) {
		return HOST + ":" + member.getCluster().getLocalMember().getAddress().getPort();
	}

}
