package io.aemp.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * The two ways to end a connection, with TLS and without. Called on the event loop of the
 * channel.
 */
final class ChannelCloser {

	private ChannelCloser() {
	}

	/**
	 * Tells the peer that nothing follows. The socket stays open until the peer closes it
	 * too: closing it with something unread in it could destroy what is still on its way.
	 */
	static ChannelFuture send(Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		ChannelFuture sent = (tls != null) ? tls.closeOutbound() : channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
		return sent.addListener((ignored) -> ((DuplexChannel) channel).shutdownOutput());
	}

	/**
	 * Resets the connection, so that neither this host keeps what the peer does not take,
	 * nor TLS waits until it can say goodbye.
	 */
	static void reset(Channel channel) {
		if (channel.isActive()) {
			channel.config().setOption(ChannelOption.SO_LINGER, 0);
		}
		ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
		if (tls != null) {
			tls.close();
		}
		else {
			channel.close();
		}
	}

}
