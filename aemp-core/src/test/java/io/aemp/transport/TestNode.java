package io.aemp.transport;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.NodeObserver;
import io.aemp.codec.CborFraming;
import io.aemp.codec.JsonFraming;
import io.aemp.link.Link;
import io.aemp.link.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/** A transport with as little of a node above it as possible. */
final class TestNode implements AutoCloseable, NodeObserver {

	static final int SECONDS = 60;

	final BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();

	final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();

	final NettyTransport transport;

	volatile Transport.Verdict verdict = Transport.Verdict.ACCEPT;

	TestNode(NodeConfigurationBuilder configuration) {
		this(configuration, new SecureRandom(), IoPlatform.best(), InetAddress::getAllByName);
	}

	TestNode(NodeConfigurationBuilder builder, RandomGenerator random, IoPlatform platform, HostResolver.Names names) {
		NodeConfiguration configuration = builder.build();
		List<Framing> framings = configuration.framings()
			.stream()
			.<Framing>map((name) -> name.equals("json") ? new JsonFraming() : new CborFraming())
			.toList();
		this.transport = new NettyTransport(configuration, configuration.nodeId(), () -> "", framings, this, random,
				Runnable::run, null, platform, names);
		this.transport.listen(List.of(), new Acceptor());
	}

	static NodeConfigurationBuilder configuration(String node) {
		return NodeConfiguration.builder().nodeId(node).secret("geheim");
	}

	String listen() {
		return this.transport.listen(List.of("127.0.0.1:0"), new Acceptor()).get(0);
	}

	Acceptor acceptor() {
		return new Acceptor();
	}

	Dialling dial(String address) {
		Dialling dialling = new Dialling();
		dialling.guard = this.transport.dial(address, dialling);
		return dialling;
	}

	Link accepted() throws InterruptedException {
		Link link = this.accepted.poll(SECONDS, TimeUnit.SECONDS);
		assertThat(link).as("an accepted link").isNotNull();
		return link;
	}

	/** Whether a link comes within a second. */
	boolean accepts() throws InterruptedException {
		return this.accepted.poll(1, TimeUnit.SECONDS) != null;
	}

	String refusal() throws InterruptedException {
		String problem = this.refusals.poll(SECONDS, TimeUnit.SECONDS);
		assertThat(problem).as("a refusal").isNotNull();
		return problem;
	}

	@Override
	public void connectionRefused(String address, String problem) {
		this.refusals.add(problem);
	}

	@Override
	public void close() {
		this.transport.close();
	}

	class Acceptor implements Transport.LinkAcceptor {

		@Override
		public Transport.Verdict judge(String node, String instance, long age) {
			return TestNode.this.verdict;
		}

		@Override
		public void established(Link link) {
			TestNode.this.accepted.add(link);
		}

	}

	class Dialling extends Acceptor implements Transport.Dialler {

		final CompletableFuture<Link> link = new CompletableFuture<>();

		final CompletableFuture<Failed> failure = new CompletableFuture<>();

		final AtomicInteger outcomes = new AtomicInteger();

		volatile Guard guard;

		@Override
		public void established(Link link) {
			this.outcomes.incrementAndGet();
			this.link.complete(link);
		}

		@Override
		public void failed(Transport.Failure failure, String node, String message) {
			this.outcomes.incrementAndGet();
			this.failure.complete(new Failed(failure, node, message));
			this.link.completeExceptionally(new IllegalStateException(failure + " " + message));
		}

		Link link() throws Exception {
			return this.link.get(SECONDS, TimeUnit.SECONDS);
		}

		Failed failure() throws Exception {
			return this.failure.get(SECONDS, TimeUnit.SECONDS);
		}

	}

	record Failed(Transport.Failure failure, String node, String message) {

	}

	record Packet(String port, Message message) {

	}

	/** Sends what it is given and collects what arrives. */
	static class Traffic implements Link.Traffic {

		final Queue<byte[]> outgoing = new ConcurrentLinkedQueue<>();

		final BlockingQueue<Packet> incoming = new LinkedBlockingQueue<>();

		final CompletableFuture<String> closed = new CompletableFuture<>();

		final Link link;

		Traffic(Link link) {
			this.link = link;
		}

		static Traffic on(Link link) {
			Traffic traffic = new Traffic(link);
			link.start(traffic);
			return traffic;
		}

		void send(String port, Object... elements) {
			this.outgoing.add(this.link.encode(port, Message.of(elements)));
			this.link.wakeUp();
		}

		Packet receive() throws InterruptedException {
			Packet packet = this.incoming.poll(SECONDS, TimeUnit.SECONDS);
			assertThat(packet).as("a packet").isNotNull();
			return packet;
		}

		String closed() throws Exception {
			return this.closed.get(SECONDS, TimeUnit.SECONDS);
		}

		@Override
		public ByteBuffer next() {
			assertThat(this.closed).isNotDone();
			byte[] packet = this.outgoing.poll();
			return (packet != null) ? ByteBuffer.wrap(packet) : null;
		}

		@Override
		public boolean packet(String port, Message message, int bytes) {
			assertThat(this.closed).isNotDone();
			this.incoming.add(new Packet(port, message));
			return true;
		}

		@Override
		public void closed(String message) {
			assertThat(this.closed.complete(message)).as("closed once").isTrue();
		}

	}

}
