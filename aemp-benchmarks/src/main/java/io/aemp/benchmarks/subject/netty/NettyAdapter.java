package io.aemp.benchmarks.subject.netty;

import java.net.InetSocketAddress;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.LocalSystem;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** One connection, whose event loop runs everything that is received. */
public final class NettyAdapter implements Adapter {

	private static final int RECEIVE_BUFFER = 64 * 1024;

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) throws Exception {
		EventLoopGroup group = group(1);
		Channel listener = new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new Connection(new NettyServer(receiver)::received, () -> {
					}));
				}

			})
			.bind("127.0.0.1", 0)
			.sync()
			.channel();
		EventLoopGroup streams = group(1);
		String ports = ((InetSocketAddress) listener.localAddress()).getPort() + " "
				+ StreamServer.start(streams).port();
		return new Server() {

			@Override
			public String address() {
				return ports;
			}

			@Override
			public void close() {
				group.shutdownGracefully();
			}

		};
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) throws Exception {
		EventLoopGroup group = group(1);
		String[] ports = address.split(" ");
		NettyClient client = new NettyClient(group, receiver,
				() -> new NettyStream(group(1), Integer.parseInt(ports[1])));
		new Bootstrap().group(group)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
			.handler(client.connection())
			.connect("127.0.0.1", Integer.parseInt(ports[0]))
			.sync();
		return client;
	}

	@Override
	public LocalSystem local(Workload workload) {
		return new NettyLocal(group(Runtime.getRuntime().availableProcessors()));
	}

	private static EventLoopGroup group(int threads) {
		return new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
	}

}
