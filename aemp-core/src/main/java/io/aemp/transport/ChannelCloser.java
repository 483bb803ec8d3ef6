package io.aemp.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * The two ways to end a connection, with or without TLS. Both run on the event loop of
 * the channel.
 */
final class ChannelCloser {

	private ChannelCloser() {
	}

	/**
	 * Shuts the output down, after the close message of TLS if there is TLS. The socket
	 * stays open until the peer closes it too: closing a socket with unread input could
	 * destroy data that is still in flight.
	 */
	static ChannelFuture send(Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		ChannelFuture sent = (tls != null) ? tls.closeOutbound() : channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
		return sent.addListener((ignored) -> ((DuplexChannel) channel).shutdownOutput());
	}

	/**
	 * Resets the connection: this host drops what the peer has not read, and TLS does not
	 * wait until its close message is sent.
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
