package io.aemp.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
 * One attempt to connect to a host and port. It resolves the host, then tries the
 * addresses one after the other until one completes the handshake. One deadline covers
 * the whole attempt, and each address gets an equal share of the time that is left. While
 * other addresses remain, the TCP connect to an address takes at most the connect
 * interval. Several nodes may share a host name: if the attempt reaches this node itself,
 * it goes on with the next address.
 * <p>
 * The event loop owns all state except {@code over}. The thread that sets this flag first
 * decides between outcome and cancellation.
 */
final class AddressDial implements Guard, Dialler {

	private final ConnectionSettings settings;

	private final Bootstrap bootstrap;

	private final ChannelGroup connections;

	private final EventLoop loop;

	private final HostPort target;

	private final Dialler dialler;

	private final long deadline;

	private final AtomicBoolean over = new AtomicBoolean();

	private final Deque<InetAddress> addresses = new ArrayDeque<>();

	private Outcome outcome = new Outcome(Failure.UNREACHABLE, "", CloseMessages.TIMEOUT);

	private @Nullable Channel channel;

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
		this.deadline = loop.ticker().nanoTime() + settings.timeout().toNanos();
	}

	void start(HostResolver resolver) {
		Future<List<InetAddress>> answer = resolver.resolve(this.target.host(), this.loop);
		Future<?> timeout = this.loop.schedule(() -> answer.cancel(false), nanosLeft(), TimeUnit.NANOSECONDS);
		answer.addListener((resolved) -> {
			timeout.cancel(false);
			if (answer.isSuccess()) {
				this.addresses.addAll(answer.getNow());
				next();
			}
			else {
				end(new Outcome(Failure.UNREACHABLE, "",
						answer.isCancelled() ? CloseMessages.TIMEOUT : CloseMessages.text(answer.cause())));
			}
		});
	}

	private long nanosLeft() {
		return this.deadline - this.loop.ticker().nanoTime();
	}

	private void next() {
		if (this.over.get()) {
			return;
		}
		long nanosLeft = nanosLeft();
		if (this.addresses.isEmpty() || nanosLeft <= 0) {
			end(this.outcome);
			return;
		}
		long share = nanosLeft / this.addresses.size();
		long connectNanos = (this.addresses.size() > 1) ? Math.min(share, this.settings.connectInterval().toNanos())
				: share;
		InetSocketAddress address = new InetSocketAddress(this.addresses.remove(), this.target.port());
		ChannelFuture connecting = this.bootstrap.clone()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
					(int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(connectNanos) + 1))
			.handler(new HandshakeHandler(this.settings, address, true, this.loop.ticker().nanoTime() + share, this))
			.connect(address);
		this.channel = connecting.channel();
		this.connections.add(connecting.channel());
		connecting.addListener((connected) -> {
			if (connected.cause() != null) {
				failed(Failure.UNREACHABLE, "", CloseMessages.text(connected.cause()));
			}
		});
	}

	@Override
	public Verdict judge(String node, String instance, long age) {
		// A cancelled attempt must not call the dialler; its connection is being closed.
		return this.over.get() ? Verdict.CONNECTED : this.dialler.judge(node, instance, age);
	}

	@Override
	public void established(Link link) {
		if (this.over.compareAndSet(false, true)) {
			this.dialler.established(link);
		}
		else {
			link.close("the attempt was given up");
		}
	}

	@Override
	public void failed(Failure failure, String node, String message) {
		if (failure.compareTo(this.outcome.failure()) >= 0) {
			this.outcome = new Outcome(failure, node, message);
		}
		if (failure == Failure.CONNECTED) {
			end(this.outcome);
		}
		else {
			next();
		}
	}

	private void end(Outcome outcome) {
		if (this.over.compareAndSet(false, true)) {
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
				// the transport is closed, and so is the connection
			}
		}
	}

	private void abandon() {
		if (this.channel != null) {
			this.channel.close();
		}
	}

	private record Outcome(Failure failure, String node, String message) {

	}

}
