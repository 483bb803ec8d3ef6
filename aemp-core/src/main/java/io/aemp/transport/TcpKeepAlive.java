package io.aemp.transport;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aemp.FailureDetector;
import io.aemp.NodeConfiguration;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import jdk.net.ExtendedSocketOptions;

/**
 * The options with which TCP itself detects a lost peer: probes on an idle connection,
 * and a time limit for data that the peer does not take. TCP takes longer than the
 * failure detector. It is the only detection for peers that the failure detector cannot
 * watch.
 * <p>
 * A list is empty if the platform lacks the option.
 *
 * @param seconds the options for the time without traffic before the first probe, and
 * between probes
 * @param probes the options for the number of probes that may stay unanswered
 * @param millis the options for the time in which the peer may take no data
 */
record TcpKeepAlive(List<ChannelOption<Integer>> seconds, List<ChannelOption<Integer>> probes,
		List<ChannelOption<Integer>> millis) {

	static final TcpKeepAlive NONE = new TcpKeepAlive(List.of(), List.of(), List.of());

	static final TcpKeepAlive EPOLL = new TcpKeepAlive(
			List.of(EpollChannelOption.TCP_KEEPIDLE, EpollChannelOption.TCP_KEEPINTVL),
			List.of(EpollChannelOption.TCP_KEEPCNT), List.of(EpollChannelOption.TCP_USER_TIMEOUT));

	static final TcpKeepAlive IO_URING = new TcpKeepAlive(
			List.of(IoUringChannelOption.TCP_KEEPIDLE, IoUringChannelOption.TCP_KEEPINTVL),
			List.of(IoUringChannelOption.TCP_KEEPCNT), List.of(IoUringChannelOption.TCP_USER_TIMEOUT));

	/** The number of unanswered probes after which the connection ends. */
	private static final int PROBES = 4;

	/** The options of the JDK, which depend on the operating system. */
	static TcpKeepAlive nio() {
		try (SocketChannel channel = SocketChannel.open()) {
			return channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE) ? new TcpKeepAlive(
					List.of(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
							NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL)),
					List.of(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT)), List.of()) : NONE;
		}
		catch (IOException ex) {
			return NONE;
		}
	}

	/**
	 * The options for all connections of a node; none if its failure detector is off.
	 * @param configuration the configuration of the node
	 * @return options and values
	 */
	Map<ChannelOption<Integer>, Integer> options(NodeConfiguration configuration) {
		FailureDetector detector = configuration.failureDetector();
		Map<ChannelOption<Integer>, Integer> options = new HashMap<>();
		if (detector.enabled()) {
			Duration limit = limit(detector.otherMaximum(), configuration.flowControl().pause());
			int part = (int) Math.max(1, Math.min(Short.MAX_VALUE, limit.toSeconds() / (PROBES + 1)));
			int all = (int) Math.min(Integer.MAX_VALUE, limit.toMillis());
			this.seconds.forEach((option) -> options.put(option, part));
			this.probes.forEach((option) -> options.put(option, PROBES));
			this.millis.forEach((option) -> options.put(option, all));
		}
		return options;
	}

	/**
	 * Two seconds more than a peer may be silent or may pause reading under load,
	 * whichever is longer.
	 */
	private static Duration limit(Duration silence, Duration pause) {
		return ((silence.compareTo(pause) > 0) ? silence : pause).plusSeconds(2);
	}

}
