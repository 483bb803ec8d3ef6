package io.aemp.benchmarks.subject.aemp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.benchmarks.process.ByteStream;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.RecordLog;

/** One port that takes the answers. */
public final class AempClient implements Client {

	private static final int PATIENCE = 20;

	/** Of calls, which end in time. */
	private static final Duration TIMEOUT = Duration.ofSeconds(PATIENCE);

	private final Node node;

	private final Port port;

	private final String server;

	private final List<String> neighbours;

	private final Payload payload;

	private final Runnable end;

	private final Consumer<Message> answered;

	/** The port that takes large messages. */
	private final String bulk;

	/** Answers for which a thread waits. */
	private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);

	/**
	 * Opens the port, and makes it known to the other side.
	 * @param node runs it
	 * @param options which threads run it
	 * @param target the ports of the other side
	 * @param receiver takes what comes back
	 * @param payload what calls carry
	 * @param end closes the node, when the client is closed
	 */
	public AempClient(Node node, PortOptions options, Target target, ClientReceiver receiver, Payload payload,
			Runnable end) {
		this.node = node;
		this.end = end;
		this.server = target.port();
		this.neighbours = target.neighbours();
		this.payload = payload;
		this.answered = (reply) -> receiver.returned(payload.number(reply));
		this.port = node.open(options)
			.receive("ready", (message) -> this.answers.add(message.text(0)))
			.receive("acknowledged", (message) -> receiver.acknowledged(message.integer(0)))
			.receive("pong", (message) -> receiver.returned((int) message.integer(0)))
			.receive("opened", (message) -> this.answers.add(message.text(0)));
		node.send(this.server, "hello", this.port.id());
		this.bulk = answer();
	}

	@Override
	public void send(int number) {
		this.node.send(this.server, "small", number);
	}

	@Override
	public CompletableFuture<Integer> askNeighbour(int neighbour, int number, int oneIn) {
		return this.node.call(this.neighbours.get(neighbour), Message.of("wait", number, oneIn), TIMEOUT)
			.thenApply((answer) -> (int) answer.integer(0));
	}

	@Override
	public void sendWaiting(int number) throws InterruptedException {
		this.node.sendWaiting(this.server, Message.of("small", number));
	}

	@Override
	public void send(byte[] bytes) {
		this.node.send(this.server, "large", bytes);
	}

	@Override
	public void sendLarge(byte[] bytes) {
		this.node.send(this.bulk, "large", bytes);
	}

	@Override
	public void ping(int number) {
		this.node.send(this.server, "ping", number);
	}

	@Override
	public void call(int number) {
		this.port.runInContext(
				() -> this.node.call(this.server, this.payload.request(number), TIMEOUT, this.answered, this::failed));
	}

	@Override
	public CompletableFuture<Integer> ask(int number) {
		return this.node.call(this.server, this.payload.request(number), TIMEOUT).thenApply(this.payload::number);
	}

	private void failed(Exception failure) {
		throw new IllegalStateException("A call failed", failure);
	}

	@Override
	public ByteStream openStream() {
		return new AempStream(
				this.node.dataConnections().connect(this.server, TIMEOUT, AempStream.FUNCTION, Message.of()).join());
	}

	@Override
	public RecordLog openLog() {
		return AempLog.start(this.node, this.server);
	}

	@Override
	public Object openRemote() {
		this.node.send(this.server, "open");
		return answer();
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		this.port.runInContext(() -> this.node.monitor((String) reference, (reason) -> action.run())).join();
	}

	@Override
	public void kill(Object reference) {
		this.node.kill((String) reference);
	}

	@Override
	public void close() {
		this.end.run();
	}

	private String answer() {
		try {
			String answer = this.answers.poll(PATIENCE, TimeUnit.SECONDS);
			if (answer == null) {
				throw new IllegalStateException("No answer from " + this.server);
			}
			return answer;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
