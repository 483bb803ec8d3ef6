package io.aemp.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.aemp.handshake.AuthenticatedPeer;
import io.aemp.handshake.Handshake;
import io.aemp.handshake.HandshakeProblem;
import io.aemp.handshake.HandshakeSettings;
import io.aemp.handshake.HandshakeStep;
import io.aemp.handshake.Objection;
import io.aemp.handshake.StreamGate;
import io.aemp.link.Link;
import io.aemp.link.Streams;
import io.aemp.link.Transport.Failure;
import io.aemp.link.Transport.LinkAcceptor;
import io.aemp.link.Transport.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the handshake of one connection: splits the input into lines and performs the
 * steps that {@link Handshake} returns. Once the peer is authenticated, a
 * {@link LinkHandler} replaces this handler and receives the bytes after the last line.
 */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(HandshakeHandler.class);

	private final ConnectionSettings settings;

	private final LinkAcceptor owner;

	private final StreamSide streams;

	private final boolean dialled;

	private final String address;

	private final long deadline;

	private final KeyRing.Keys keys;

	private final Handshake handshake;

	private Verdict verdict = Verdict.ACCEPT;

	private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

	private @Nullable Future<?> timeout;

	/** Set together with {@link #connected}. */
	private @Nullable Channel channel;

	/** Set together with {@link #connected}. */
	private @Nullable Ticker clock;

	private long connected;

	private boolean over;

	private boolean judged;

	/** Whether the handshake waits until the peer is judged again. */
	private boolean held;

	/**
	 * Creates a handler.
	 * @param settings what all connections have in common
	 * @param peer the socket address of the peer
	 * @param dialled whether this side made the connection
	 * @param deadline when the handshake fails, in nanoseconds by the clock of the event
	 * loop
	 * @param owner judges the peer and receives the outcome
	 * @param streams decides whether the connection becomes a stream instead of a link
	 */
	HandshakeHandler(ConnectionSettings settings, InetSocketAddress peer, boolean dialled, long deadline,
			LinkAcceptor owner, StreamSide streams) {
		this.settings = settings;
		this.owner = owner;
		this.streams = streams;
		this.dialled = dialled;
		this.deadline = deadline;
		this.address = NetUtil.toSocketAddressString(peer);
		this.keys = settings.keyRing().keys();
		this.handshake = handshake(streams.target());
	}

	private Handshake handshake(Streams.@Nullable Target target) {
		HandshakeSettings settings = this.keys.handshake();
		if (target != null) {
			return Handshake.forStream(settings, this.address, this.settings.random(),
					(node) -> objection(node, target.node()), target.id());
		}
		return new Handshake(settings, this.address, this.settings.random(), this::objection, new Gate());
	}

	private Optional<Objection> objection(String node, String expected) {
		return node.equals(expected) ? objection(node) : Optional
			.of(new Objection(HandshakeProblem.ADMISSION, "node " + node + " is there, and not " + expected, false));
	}

	private Optional<Objection> objection(String node) {
		if (this.handshake.isRival()) {
			return this.handshake.objectionToRival(this.dialled);
		}
		this.verdict = judge(node);
		return switch (this.verdict) {
			case ACCEPT -> Optional.empty();
			case SELF -> Optional.of(Objection.unwanted("I refuse to talk to myself"));
			case CONNECTED, UNDECIDED -> Optional.of(Objection.unwanted("there is a connection to this node already"));
			case TAKEN -> Optional.of(Objection.taken());
		};
	}

	private Verdict judge(String node) {
		Ticker clock = this.clock;
		return this.owner.judge(node, this.handshake.claimedInstance(),
				(clock != null) ? clock.nanoTime() - this.connected : 0);
	}

	@Override
	public void channelActive(ChannelHandlerContext ctx) {
		this.channel = ctx.channel();
		this.clock = ctx.executor().ticker();
		this.connected = this.clock.nanoTime();
		this.timeout = ctx.executor()
			.schedule(() -> refuse(ctx, HandshakeProblem.TIMEOUT, "the handshake takes too long"),
					this.deadline - ctx.executor().ticker().nanoTime(), TimeUnit.NANOSECONDS);
		if (!this.dialled) {
			this.settings.unauthenticated().add(ctx.channel());
		}
		send(ctx, this.handshake.greeting());
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (this.over) {
			ReferenceCountUtil.release(message);
			return;
		}
		this.bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), this.bytes, (ByteBuf) message);
		proceed(ctx);
	}

	private void proceed(ChannelHandlerContext ctx) {
		while (!this.over && !isHeld(ctx)) {
			String line = nextLine();
			if (line == null) {
				return;
			}
			perform(ctx, this.handshake.line(line));
		}
	}

	/**
	 * Whether the handshake has to wait because the peer seems to be connected already.
	 * While it waits, the handler reads nothing and this side does not authenticate
	 * itself. If the node then refuses the greeting, neither side has used the connection
	 * yet.
	 */
	private boolean isHeld(ChannelHandlerContext ctx) {
		if (this.held || this.judged || this.handshake.claimedNode().isEmpty() || this.handshake.isRival()
				|| !this.dialled && this.handshake.isForStream()) {
			return this.held;
		}
		this.held = judge(this.handshake.claimedNode()) == Verdict.UNDECIDED;
		this.judged = !this.held;
		ctx.channel().config().setAutoRead(this.judged);
		if (this.held) {
			ctx.executor().schedule(() -> {
				this.held = false;
				proceed(ctx);
			}, Verdict.RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS);
		}
		return this.held;
	}

	/**
	 * Returns the next line, or {@code null} if it is incomplete. An incomplete line that
	 * is too long is returned at once, so that the handshake refuses it.
	 */
	private @Nullable String nextLine() {
		int start = this.bytes.readerIndex();
		int end = this.bytes.indexOf(start, this.bytes.writerIndex(), (byte) '\n');
		if (end < 0) {
			int length = this.bytes.readableBytes();
			return (length > Handshake.LINE_LIMIT + 1) ? this.bytes.toString(StandardCharsets.ISO_8859_1) : null;
		}
		String line = this.bytes.toString(start, end - start, StandardCharsets.ISO_8859_1);
		this.bytes.readerIndex(end + 1);
		return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
	}

	private void perform(ChannelHandlerContext ctx, List<HandshakeStep> steps) {
		for (HandshakeStep step : steps) {
			if (step instanceof HandshakeStep.Send send) {
				send(ctx, send);
			}
			else if (step instanceof HandshakeStep.StartTls tls) {
				TlsContexts contexts = Objects.requireNonNull(this.keys.tls());
				ctx.pipeline().addFirst(contexts.handler(tls.client(), ctx.alloc()));
			}
			else if (step instanceof HandshakeStep.Up up) {
				judgeCertificate(ctx, up.peer());
			}
			else if (step instanceof HandshakeStep.Refuse refuse) {
				refuse(ctx, refuse.problem(), refuse.text());
			}
		}
		if (!steps.isEmpty() && steps.get(0) instanceof HandshakeStep.StartTls) {
			ctx.pipeline().fireChannelRead(takeBytes());
		}
	}

	private static void send(ChannelHandlerContext ctx, HandshakeStep.Send send) {
		ctx.writeAndFlush(Unpooled.copiedBuffer(send.lines(), StandardCharsets.ISO_8859_1));
	}

	private ByteBuf takeBytes() {
		ByteBuf rest = this.bytes;
		this.bytes = Unpooled.EMPTY_BUFFER;
		return rest;
	}

	private boolean isNamedByCertificate(Channel channel, String node) {
		return !this.settings.certificateNamesNode() || PeerCertificate.names(channel, node);
	}

	private void judgeCertificate(ChannelHandlerContext ctx, AuthenticatedPeer peer) {
		if (!isNamedByCertificate(ctx.channel(), peer.node())) {
			refuse(ctx, HandshakeProblem.ADMISSION,
					"the peer's certificate does not name its node ID '" + peer.node() + "'");
		}
		else {
			up(ctx, peer);
		}
	}

	private void up(ChannelHandlerContext ctx, AuthenticatedPeer peer) {
		if (this.handshake.isForStream()) {
			streamUp(ctx, peer);
			return;
		}
		finish(ctx);
		ctx.channel().config().setAutoRead(false);
		Link.Info info = new Link.Info(peer.node(), this.address, this.dialled, peer.framing(), peer.ownFraming(),
				peer.tls(), PeerCertificate.end(ctx.channel()), peer.keys());
		NettyLink link = new NettyLink(ctx.channel(), info, this.settings, takeBytes(), this.connected);
		ctx.pipeline().replace(this, null, link.handler());
		try {
			this.owner.established(link);
		}
		catch (RuntimeException ex) {
			logger.error("The node could not take over the link with {}", info.node(), ex);
			link.close(CloseMessages.text(ex));
		}
	}

	private void streamUp(ChannelHandlerContext ctx, AuthenticatedPeer peer) {
		if (peer.tls() && !TlsContexts.endsOneDirection(ctx.channel())) {
			refuse(ctx, HandshakeProblem.TLS, "a data connection over TLS needs version 1.3, since older ones cannot "
					+ "end one direction alone; enable TLSv1.3 on both nodes");
			return;
		}
		finish(ctx);
		ctx.channel().config().setAutoRead(false);
		StreamHandler stream = new StreamHandler(ctx.channel(), peer, takeBytes());
		ctx.pipeline().replace(this, null, stream);
		this.streams.established(ctx.channel(), stream);
	}

	private void refuse(ChannelHandlerContext ctx, HandshakeProblem problem, String text) {
		if (this.over) {
			return;
		}
		if (problem != HandshakeProblem.UNWANTED && problem != HandshakeProblem.ID_TAKEN) {
			this.settings.refusals().tell(this.address, problem, text);
		}
		fail(ctx, switch (problem) {
			case UNWANTED -> (this.verdict == Verdict.SELF) ? Failure.SELF : Failure.CONNECTED;
			case ID_TAKEN -> Failure.ID_TAKEN;
			case TIMEOUT, OVERLOAD -> Failure.UNREACHABLE;
			default -> Failure.REFUSED;
		}, switch (problem) {
			case TIMEOUT -> CloseMessages.TIMEOUT;
			case ID_TAKEN -> "at " + this.address + ", " + text;
			default -> text;
		});
	}

	private void fail(ChannelHandlerContext ctx, Failure failure, String text) {
		if (this.over) {
			return;
		}
		finish(ctx);
		takeBytes().release();
		ctx.close();
		this.owner.failed(failure, this.handshake.claimedNode(), text);
	}

	private void finish(ChannelHandlerContext ctx) {
		this.over = true;
		if (this.timeout != null) {
			this.timeout.cancel(false);
		}
		this.settings.unauthenticated().remove(ctx.channel());
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		fail(ctx, Failure.UNREACHABLE, broken(CloseMessages.END_OF_FILE));
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof UnauthenticatedConnections.Eviction eviction) {
			refuse(ctx, HandshakeProblem.OVERLOAD, eviction.text());
		}
		else if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) {
			refuse(ctx, HandshakeProblem.TLS, CloseMessages.text(tls.cause()));
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (CloseMessages.isTls(cause)) {
			refuse(ctx, HandshakeProblem.TLS, CloseMessages.text(cause));
		}
		else {
			fail(ctx, Failure.UNREACHABLE, broken(CloseMessages.text(cause)));
		}
	}

	/** Lets streams in that are expected from the peer. */
	private final class Gate implements StreamGate {

		@Override
		public boolean isOpen() {
			return HandshakeHandler.this.streams.isOpen();
		}

		/** Nothing is claimed by a peer that would be refused after all. */
		@Override
		public Optional<Objection> claim(String node, String id) {
			HandshakeHandler handler = HandshakeHandler.this;
			boolean expected = isNamedByCertificate(Objects.requireNonNull(handler.channel), node)
					&& handler.streams.claim(node, id);
			return expected ? Optional.empty()
					: Optional.of(Objection.unwanted("this data connection is not expected, or not any more"));
		}

	}

	/**
	 * Adds a hint: a peer that refuses this node logs the reason itself and only closes
	 * the connection.
	 */
	private String broken(String cause) {
		return (this.dialled && !this.handshake.claimedNode().isEmpty()) ? cause + " in the handshake with node '"
				+ this.handshake.claimedNode() + "', which may not admit this node, or have another one of the same ID"
				: cause;
	}

}
