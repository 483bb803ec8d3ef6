package io.aemp.transport;

import java.net.InetSocketAddress;
import java.util.List;

import io.aemp.handshake.HandshakeProblem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.NetUtil;

/**
 * Filters accepted connections by address, in the pipeline of a listener. The filter
 * closes a connection from an address that is not admitted before an event loop serves
 * it, and sends nothing to the peer.
 */
@Sharable
final class AddressFilter extends ChannelInboundHandlerAdapter {

	private final List<AddressRange> admitted;

	private final RefusalLog refusals;

	AddressFilter(List<String> admitted, RefusalLog refusals) {
		this.admitted = admitted.stream().map(AddressRange::parse).toList();
		this.refusals = refusals;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (message instanceof Channel channel && channel.remoteAddress() instanceof InetSocketAddress peer
				&& !admits(peer)) {
			// no event loop serves it yet
			channel.unsafe().closeForcibly();
			this.refusals.tell(NetUtil.toSocketAddressString(peer), HandshakeProblem.ADMISSION,
					"connections from this address are not admitted");
			return;
		}
		ctx.fireChannelRead(message);
	}

	private boolean admits(InetSocketAddress peer) {
		return this.admitted.isEmpty() || this.admitted.stream().anyMatch((range) -> range.contains(peer.getAddress()));
	}

}
