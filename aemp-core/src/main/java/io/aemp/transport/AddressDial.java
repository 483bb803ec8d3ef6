package io.aemp.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Guard;
import io.aemp.HostPort;
import io.aemp.link.Link;
import io.aemp.link.Transport.Dialler;
import io.aemp.link.Transport.Failure;
import io.aemp.link.Transport.Verdict;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect to a host and port, in the manner of "happy eyeballs" (RFC
 * 8305). It resolves the host, and tries its addresses, each a little after the one
 * before, or as soon as that has failed, until one completes the handshake. So an address
 * that is silent does not hide the others. One deadline covers the whole attempt, and all
 * addresses are begun in the first half of it. At most {@value #MOST} run at a time: the
 * oldest gives way to the next. While there is another address, the TCP connect to an
 * address takes at most the connect interval.
 * <p>
 * Several nodes may share a host name. The addresses are tried in the order of their
 * numbers, so that all nodes prefer the same one. If the attempt reaches this node
 * itself, it goes on with the next address.
 * <p>
 * The event loop owns all state except {@code over}. The thread that sets this flag first
 * decides between outcome and cancellation.
 */
final class AddressDial implements Guard {

	private static final int MOST = 32;

	/** The pause between the beginnings of two tries, as RFC 8305 recommends it. */
	private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final ConnectionSettings settings;

	private final Bootstrap bootstrap;

	private final ChannelGroup connections;

	private final EventLoop loop;

	private final HostPort target;

	private final Dialler dialler;

	private final long deadline;

	/** {@code null} to dial for messages. */
	private final @Nullable StreamDial stream;

	private final AtomicBoolean over = new AtomicBoolean();

	private final Deque<InetAddress> waiting = new ArrayDeque<>();

	private final Set<Try> running = new LinkedHashSet<>();

	private Outcome outcome = new Outcome(Failure.UNREACHABLE, "", CloseMessages.TIMEOUT);

	private long paceNanos;

	private @Nullable Future<?> pace;

	/** The try that may authenticate this node; the others wait meanwhile. */
	private @Nullable Try chosen;

	private long chosenUntil;

	/**
	 * Creates an attempt.
	 * @param settings what all connections have in common
	 * @param bootstrap creates the connections
	 * @param loop the event loop of this attempt and of the link that results
	 * @param connections all connections of the node
	 * @param target the host and port to connect to
	 * @param dialler receives the outcome
	 */
	AddressDial(ConnectionSettings settings, Bootstrap bootstrap, EventLoop loop, ChannelGroup connections,
			HostPort target, Dialler dialler) {
		this.settings = settings;
		this.bootstrap = bootstrap.clone(loop);
		this.connections = connections;
		this.loop = loop;
		this.target = target;
		this.dialler = dialler;
		this.stream = (dialler instanceof StreamDial dial) ? dial : null;
		this.deadline = loop.ticker().nanoTime()
				+ ((this.stream != null) ? this.stream.target().timeout() : settings.timeout()).toNanos();
	}

	void start(HostResolver resolver) {
		Future<List<InetAddress>> answer = resolver.resolve(this.target.host(), this.loop);
		Future<?> timeout = this.loop.schedule(() -> answer.cancel(false), nanosLeft(), TimeUnit.NANOSECONDS);
		answer.addListener((resolved) -> {
			timeout.cancel(false);
			if (answer.isSuccess() && !answer.getNow().isEmpty()) {
				begin(answer.getNow());
			}
			else if (answer.isCancelled()) {
				end(new Outcome(Failure.UNREACHABLE, "", CloseMessages.TIMEOUT));
			}
			else {
				end(new Outcome(Failure.UNREACHABLE, "", answer.isSuccess() ? "unknown host: " + this.target.host()
						: CloseMessages.text(answer.cause())));
			}
		});
	}

	private void begin(List<InetAddress> addresses) {
		// the resolver of the system decides whether IPv4 or IPv6 comes first
		Class<?> first = addresses.get(0).getClass();
		addresses.stream()
			.distinct()
			.sorted(Comparator.<InetAddress, Boolean>comparing((address) -> address.getClass() != first)
				.thenComparing(InetAddress::getAddress, Arrays::compareUnsigned))
			.forEach(this.waiting::add);
		this.paceNanos = Math.min(Math.min(PACE_NANOS, this.settings.connectInterval().toNanos()),
				nanosLeft() / 2 / this.waiting.size());
		next();
	}

	private long nanosLeft() {
		return this.deadline - this.loop.ticker().nanoTime();
	}

	/** Begins the next try. */
	private void next() {
		if (this.pace != null) {
			this.pace.cancel(false);
		}
		if (this.over.get() || this.waiting.isEmpty()) {
			return;
		}
		if (this.running.size() == MOST) {
			this.running.iterator().next().giveUp();
		}
		InetSocketAddress address = new InetSocketAddress(this.waiting.remove(), this.target.port());
		if (!this.waiting.isEmpty()) {
			this.pace = this.loop.schedule(this::next, this.paceNanos, TimeUnit.NANOSECONDS);
		}
		Try attempt = new Try();
		this.running.add(attempt);
		attempt.begin(address);
	}

	private void ended(Failure failure, String node, String message) {
		if (failure.compareTo(this.outcome.failure()) >= 0) {
			this.outcome = new Outcome(failure, node, message);
		}
		if (failure == Failure.CONNECTED || (this.waiting.isEmpty() && this.running.isEmpty())) {
			end(this.outcome);
		}
		else {
			next();
		}
	}

	private void end(Outcome outcome) {
		if (this.over.compareAndSet(false, true)) {
			abandon();
			this.dialler.failed(outcome.failure(), outcome.node(), outcome.message());
		}
	}

	@Override
	public void close() {
		if (this.over.compareAndSet(false, true)) {
			try {
				this.loop.execute(this::abandon);
			}
			catch (RejectedExecutionException ex) {
				// the transport is closed, and so are the connections
			}
		}
	}

	private void abandon() {
		if (this.pace != null) {
			this.pace.cancel(false);
		}
		this.waiting.clear();
		List.copyOf(this.running).forEach(Try::giveUp);
	}

	private record Outcome(Failure failure, String node, String message) {

	}

	/** The try of one address. */
	private final class Try implements Dialler {

		private @Nullable Channel channel;

		private void begin(InetSocketAddress address) {
			AddressDial dial = AddressDial.this;
			long nanosLeft = nanosLeft();
			boolean last = dial.waiting.isEmpty() && dial.running.size() == 1;
			long connectNanos = last ? nanosLeft : Math.min(nanosLeft, dial.settings.connectInterval().toNanos());
			ChannelFuture connecting = dial.bootstrap.clone()
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
						(int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(Math.max(0, connectNanos)) + 1))
				.handler(new HandshakeHandler(dial.settings, address, true, dial.deadline, this, streamSide()))
				.connect(address);
			if (connecting.isDone() && !connecting.isSuccess()) {
				// without a descriptor there is no channel, and no event loop tells of it
				dial.loop.execute(() -> failed(connecting.cause()));
				return;
			}
			this.channel = connecting.channel();
			dial.connections.add(connecting.channel());
			connecting.addListener((connected) -> {
				if (connected.cause() != null) {
					failed(connected.cause());
				}
			});
		}

		private StreamSide streamSide() {
			StreamDial stream = AddressDial.this.stream;
			return (stream != null) ? new StreamDial.Try(stream.target(), (opened) -> opened(stream, opened))
					: StreamSide.NONE;
		}

		private void opened(StreamDial dial, StreamHandler stream) {
			if (leave() && AddressDial.this.over.compareAndSet(false, true)) {
				abandon();
				dial.opened(stream);
			}
			else {
				stream.abort();
			}
		}

		private void failed(Throwable cause) {
			failed(Failure.UNREACHABLE, "", CloseMessages.text(cause));
		}

		/** Ends without an outcome. */
		private void giveUp() {
			leave();
			if (this.channel != null) {
				this.channel.close();
			}
		}

		private boolean leave() {
			if (AddressDial.this.chosen == this) {
				AddressDial.this.chosen = null;
			}
			return AddressDial.this.running.remove(this);
		}

		/**
		 * While one try authenticates this node, for the connect interval at most, the
		 * others are held up. Otherwise two could succeed, and the peer of the second
		 * would see a connection come and go.
		 */
		@Override
		public Verdict judge(String node, String instance, long age) {
			AddressDial dial = AddressDial.this;
			if (dial.over.get() || !dial.running.contains(this)) {
				// must not call the dialler; the connection is being closed
				return Verdict.CONNECTED;
			}
			Verdict verdict = dial.dialler.judge(node, instance, age);
			if (verdict != Verdict.ACCEPT) {
				return verdict;
			}
			long now = dial.loop.ticker().nanoTime();
			if (dial.chosen == null || now - dial.chosenUntil >= 0) {
				dial.chosen = this;
				dial.chosenUntil = now + dial.settings.connectInterval().toNanos();
			}
			return (dial.chosen == this) ? Verdict.ACCEPT : Verdict.UNDECIDED;
		}

		@Override
		public void established(Link link) {
			if (leave() && AddressDial.this.over.compareAndSet(false, true)) {
				abandon();
				AddressDial.this.dialler.established(link);
			}
			else {
				link.close("the attempt was given up");
			}
		}

		@Override
		public void failed(Failure failure, String node, String message) {
			if (leave()) {
				ended(failure, node, message);
			}
		}

	}

}
