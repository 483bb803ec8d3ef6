package io.aemp.transport;

import java.net.InetSocketAddress;

import io.aemp.log.LimitedLog;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.NetUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that listeners cannot accept connections, because descriptors have run out for
 * example. It stands at the end of the pipeline of a listener. The handler of Netty
 * before it accepts nothing for a second then, so that the event loop does not spin.
 */
@Sharable
final class AcceptFailures extends ChannelInboundHandlerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(AcceptFailures.class);

	private final LimitedLog lines = new LimitedLog();

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		this.lines.log((more) -> logger.warn("Connections to {} cannot be accepted: {}. They wait until they can be{}",
				NetUtil.toSocketAddressString((InetSocketAddress) ctx.channel().localAddress()),
				CloseMessages.text(cause), more));
	}

}
