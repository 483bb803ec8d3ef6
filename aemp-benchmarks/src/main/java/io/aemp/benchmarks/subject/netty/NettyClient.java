package io.aemp.benchmarks.subject.netty;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.aemp.benchmarks.process.ByteStream;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.netty.channel.EventLoopGroup;

/** The sending side. */
final class NettyClient implements Client {

	static final String SERVER = "abcdefgh";

	static final String CLIENT = "hgfedcba";

	private final EventLoopGroup group;

	private final ClientReceiver receiver;

	private final Supplier<ByteStream> streams;

	private final Connection connection = new Connection(this::received, this::lost);

	private final Map<String, Runnable> monitors = new ConcurrentHashMap<>();

	private final Map<Integer, CompletableFuture<Integer>> calls = new ConcurrentHashMap<>();

	private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);

	NettyClient(EventLoopGroup group, ClientReceiver receiver, Supplier<ByteStream> streams) {
		this.group = group;
		this.streams = streams;
		this.receiver = receiver;
	}

	Connection connection() {
		return this.connection;
	}

	@Override
	public void send(int number) {
		this.connection.send(SERVER, "small", (long) number);
	}

	@Override
	public void send(byte[] bytes) {
		this.connection.send(SERVER, "large", bytes);
	}

	@Override
	public void ping(int number) {
		this.connection.send(SERVER, "ping", (long) number);
	}

	@Override
	public CompletableFuture<Integer> ask(int number) {
		CompletableFuture<Integer> answer = new CompletableFuture<>();
		this.calls.put(number, answer);
		this.connection.send(SERVER, "call", (long) number);
		return answer;
	}

	@Override
	public ByteStream openStream() {
		return this.streams.get();
	}

	@Override
	public Object openRemote() {
		this.connection.send(SERVER, "open");
		try {
			return this.answers.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		this.monitors.put((String) reference, action);
	}

	@Override
	public void kill(Object reference) {
		this.connection.send(reference, "kill");
	}

	@Override
	public void close() {
		this.group.shutdownGracefully();
	}

	private void received(Connection from, Object[] packet) {
		switch ((String) packet[1]) {
			case "acknowledged" -> this.receiver.acknowledged((Long) packet[2]);
			case "pong" -> this.receiver.returned(((Long) packet[2]).intValue());
			case "answer" -> answered(((Long) packet[2]).intValue());
			case "opened" -> this.answers.add((String) packet[2]);
			case "dead" -> dead((String) packet[2]);
			default -> throw new IllegalArgumentException("Unknown tag " + packet[1]);
		}
	}

	private void answered(int number) {
		CompletableFuture<Integer> call = this.calls.remove(number);
		if (call != null) {
			call.complete(number);
		}
	}

	private void dead(String name) {
		Runnable action = this.monitors.remove(name);
		if (action != null) {
			action.run();
		}
	}

	private void lost() {
		this.monitors.keySet().forEach(this::dead);
	}

}
