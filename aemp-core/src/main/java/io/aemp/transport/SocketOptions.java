package io.aemp.transport;

import java.util.Map;
import java.util.function.Consumer;

import io.aemp.NodeConfiguration;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;

/**
 * How the sockets of a node are made.
 *
 * @param platform the socket implementation
 * @param addressFilter refuses connections by their address
 * @param nodelay whether small packets leave at once
 * @param keepAlive the TCP options that detect a lost peer
 */
record SocketOptions(IoPlatform platform, AddressFilter addressFilter, boolean nodelay,
		Map<ChannelOption<Integer>, Integer> keepAlive) {

	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

	static SocketOptions of(NodeConfiguration configuration, IoPlatform platform, RefusalLog refusals) {
		return new SocketOptions(platform, new AddressFilter(configuration.admission().addresses(), refusals),
				configuration.nodelay(), platform.keepAlive().options(configuration));
	}

	/**
	 * Listeners that do not accept yet.
	 * @param loops the event loops of listeners and connections
	 * @param accepted takes each accepted connection, on its event loop
	 */
	ServerBootstrap listeners(EventLoopGroup loops, Consumer<Channel> accepted) {
		ServerBootstrap bootstrap = new ServerBootstrap().group(loops)
			.channel(this.platform.listener())
			.handler(this.addressFilter)
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.TCP_NODELAY, this.nodelay)
			.childOption(ChannelOption.SO_KEEPALIVE, true)
			.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					accepted.accept(channel);
				}

			});
		this.keepAlive.forEach(bootstrap::childOption);
		return bootstrap;
	}

	/** Connections that this node dials; the event loop is still to be set. */
	Bootstrap connections() {
		Bootstrap bootstrap = new Bootstrap().channel(this.platform.connection())
			.option(ChannelOption.TCP_NODELAY, this.nodelay)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
		this.keepAlive.forEach(bootstrap::option);
		return bootstrap;
	}

}
