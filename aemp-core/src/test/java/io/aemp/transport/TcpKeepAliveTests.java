package io.aemp.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.NodeConfiguration;
import io.aemp.testing.BoundedWait;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What TCP is told about peers that are gone. */
class TcpKeepAliveTests {

	static List<IoPlatform> platforms() {
		return IoPlatform.available();
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void platformTakesTheOptionsThatItIsSaidToHave(IoPlatform platform) throws Exception {
		Map<ChannelOption<Integer>, Integer> options = platform.keepAlive()
			.options(NodeConfiguration.builder().build());
		assertThat(options.isEmpty()).isEqualTo(platform.keepAlive().equals(TcpKeepAlive.NONE));
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, platform.handlers());
		try {
			Channel server = connected(new ServerBootstrap().group(loops)
				.channel(platform.listener())
				.childHandler(new ChannelInboundHandlerAdapter())
				.bind(new InetSocketAddress("127.0.0.1", 0)));
			Bootstrap bootstrap = new Bootstrap().group(loops)
				.channel(platform.connection())
				.handler(new ChannelInboundHandlerAdapter());
			options.forEach(bootstrap::option);
			Channel channel = connected(bootstrap.connect(server.localAddress()));
			options.forEach((option, value) -> assertThat(channel.config().getOption(option)).as(option.name())
				.isEqualTo(value));
			BoundedWait.get(channel.close());
			BoundedWait.get(server.close());
		}
		finally {
			BoundedWait.get(loops.shutdownGracefully(0, 1, TimeUnit.SECONDS));
		}
	}

	private static Channel connected(ChannelFuture attempt) {
		BoundedWait.get(attempt);
		return attempt.channel();
	}

	@Test
	void limitIsAboveAllThatAPeerMayTake() {
		assertThat(TcpKeepAlive.EPOLL.options(NodeConfiguration.builder().build()))
			.containsEntry(EpollChannelOption.TCP_USER_TIMEOUT, 30_500)
			.containsEntry(EpollChannelOption.TCP_KEEPIDLE, 6)
			.containsEntry(EpollChannelOption.TCP_KEEPINTVL, 6)
			.containsEntry(EpollChannelOption.TCP_KEEPCNT, 4);
		assertThat(TcpKeepAlive.EPOLL.options(NodeConfiguration.builder()
			.flowControl(FlowControl.builder().pause(Duration.ofMinutes(5)).build())
			.build())).containsEntry(EpollChannelOption.TCP_USER_TIMEOUT, 302_000);
	}

	@Test
	void offLeavesTheSystemsOwnTimes() {
		assertThat(TcpKeepAlive.EPOLL.options(NodeConfiguration.builder().failureDetector(FailureDetector.OFF).build()))
			.isEmpty();
	}

}
