package io.aemp.dataconnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import io.aemp.testing.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Data connections of a node with itself. */
class LocalDataConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(Arrivals.class);

	private final Node node = Nodes.local();

	private final BlockingQueue<DataConnection> accepted = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.node.close();
	}

	private DataConnection connect(String function) {
		return BoundedWait.get(this.node.dataConnections().connect(this.node.id(), TIMEOUT, function));
	}

	private DataConnection[] pair() {
		this.node.dataConnections().accept("pair", (connection, arguments) -> this.accepted.add(connection));
		return new DataConnection[] { connect("pair"), BoundedWait.take(this.accepted) };
	}

	@Test
	void carriesBytesAndArguments() throws Exception {
		this.node.dataConnections().accept("echo", (connection, arguments) -> {
			try (connection; OutputStream out = connection.outputStream()) {
				out.write(arguments.text(0).getBytes(StandardCharsets.UTF_8));
				connection.inputStream().transferTo(out);
			}
		});
		DataConnection connection = BoundedWait
			.get(this.node.dataConnections().connect(this.node.id(), TIMEOUT, "echo", "to all: "));
		byte[] large = new byte[3_000_000];
		new Random(1).nextBytes(large);
		CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
			try (OutputStream out = connection.outputStream()) {
				out.write(large);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		InputStream in = connection.inputStream();
		assertThat(new String(in.readNBytes(8), StandardCharsets.UTF_8)).isEqualTo("to all: ");
		assertThat(in.readAllBytes()).isEqualTo(large);
		BoundedWait.get(written);
		BoundedWait.get(connection.closed());
		assertThat(connection.node()).isEqualTo(this.node.id());
		assertThat(connection.isEncrypted()).isFalse();
		assertThat(connection).hasToString("Data connection with " + this.node.id());
	}

	@Test
	void aPublisherGivesWhatWasRequested() throws Exception {
		DataConnection[] ends = pair();
		Collector collector = new Collector();
		ends[1].publisher().subscribe(collector);
		BoundedWait.get(ends[0].write(ByteBuffer.wrap(new byte[] { 1, 2, 3 })));
		collector.request(1);
		assertThat(BoundedWait.take(collector.buffers)).isEqualTo(ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
		BoundedWait.get(ends[0].write(ByteBuffer.wrap(new byte[] { 4 })));
		ends[0].shutdownOutput();
		assertThat(collector.buffers).isEmpty();
		collector.request(Long.MAX_VALUE);
		assertThat(BoundedWait.take(collector.buffers)).isEqualTo(ByteBuffer.wrap(new byte[] { 4 }));
		BoundedWait.get(collector.end);
		BoundedWait.get(ends[1].write(ByteBuffer.wrap(new byte[] { 5 })));
		assertThat(ends[0].inputStream().read()).isEqualTo(5);
	}

	@Test
	void aSubscriberInsideAPortRunsThere() {
		DataConnection[] ends = pair();
		Port port = this.node.open();
		CompletableFuture<String> self = new CompletableFuture<>();
		Collector collector = new Collector() {
			@Override
			public void onNext(ByteBuffer buffer) {
				self.complete(LocalDataConnectionTests.this.node.self().id());
			}
		};
		BoundedWait.get(port.runInContext(() -> ends[1].publisher().subscribe(collector)));
		collector.request(1);
		ends[0].write(ByteBuffer.wrap(new byte[1]));
		assertThat(BoundedWait.get(self)).isEqualTo(port.id());
	}

	@Test
	void aReaderThatIsSlowSlowsTheWriterDown() throws Exception {
		DataConnection[] ends = pair();
		CompletableFuture<?> write = ends[0].write(ByteBuffer.allocate(8 << 20));
		assertThat(ends[1].inputStream().readNBytes(100)).hasSize(100);
		assertThat(write).isNotDone();
		assertThat(ends[1].inputStream().readNBytes((8 << 20) - 100)).hasSize((8 << 20) - 100);
		BoundedWait.get(write);
	}

	@Test
	void onlySoManyWritesAreUnderWay() {
		DataConnection[] ends = pair();
		for (int i = 0; i < 1100; i++) {
			ends[0].write(ByteBuffer.allocate(1 << 16));
		}
		assertThatThrownBy(() -> BoundedWait.get(ends[0].write(ByteBuffer.allocate(1))))
			.hasStackTraceContaining("1024 writes are under way already");
	}

	@Test
	void closesWithThePortThatOpenedIt() throws Exception {
		this.node.dataConnections().accept("pair", (connection, arguments) -> this.accepted.add(connection));
		Port port = this.node.open();
		CompletableFuture<CompletableFuture<DataConnection>> opened = port
			.callInContext(() -> this.node.dataConnections().connect(this.node.id(), TIMEOUT, "pair"));
		DataConnection connection = BoundedWait.get(BoundedWait.get(opened));
		port.kill();
		assertThat(BoundedWait.take(this.accepted).inputStream().read()).isEqualTo(-1);
		BoundedWait.get(connection.closed());
	}

	@Test
	void isAbortedWithAPortThatFails() throws Exception {
		this.node.dataConnections().accept("pair", (connection, arguments) -> this.accepted.add(connection));
		Port port = this.node.open();
		DataConnection connection = BoundedWait.get(BoundedWait
			.get(port.callInContext(() -> this.node.dataConnections().connect(this.node.id(), TIMEOUT, "pair"))));
		port.kill("no more", "said somebody");
		DataConnection other = BoundedWait.take(this.accepted);
		assertThatThrownBy(() -> other.inputStream().read()).isInstanceOf(DataConnectionException.class);
		assertThatThrownBy(() -> BoundedWait.get(connection.closed()))
			.hasStackTraceContaining("no more, said somebody");
	}

	@Test
	void aVariantKillsThePort() {
		Port port = this.node.open();
		CompletableFuture<Reason> died = new CompletableFuture<>();
		this.node.monitor(port.id(), died::complete);
		port.execute(() -> this.node.dataConnections()
			.connectOrDie(this.node.id(), TIMEOUT, "missing", Message.of(), (connection) -> {
			}));
		Reason reason = BoundedWait.get(died);
		assertThat(reason.identifier()).isEqualTo("AnyEvent::MP::DataConn");
		assertThat(reason.text()).contains(this.node.id(), "'missing'", "DataConnections.accept");
	}

	@Test
	void aVariantTellsThePort() {
		this.node.dataConnections().accept("pair", (connection, arguments) -> this.accepted.add(connection));
		Port port = this.node.open();
		CompletableFuture<String> self = new CompletableFuture<>();
		port.execute(() -> this.node.dataConnections()
			.connectOrDie(this.node.id(), TIMEOUT, "pair", Message.of(),
					(connection) -> self.complete(this.node.self().id())));
		assertThat(BoundedWait.get(self)).isEqualTo(port.id());
		assertThatIllegalStateException().isThrownBy(() -> this.node.dataConnections()
			.connectOrDie(this.node.id(), TIMEOUT, "pair", Message.of(), (connection) -> {
			})).withMessageContaining("outside");
	}

	@Test
	void aHandlerThatFailsClosesTheConnection() throws Exception {
		this.node.dataConnections().accept("fails", (connection, arguments) -> {
			throw new IllegalStateException("on purpose");
		});
		assertThat(connect("fails").inputStream().read()).isEqualTo(-1);
	}

	@Test
	void handlersThatFailAreLoggedOnceASecond() throws Exception {
		this.node.dataConnections().accept("fails", (connection, arguments) -> {
			throw new IllegalStateException("on purpose");
		});
		long start = System.nanoTime();
		for (int i = 0; i < 100; i++) {
			assertThat(connect("fails").inputStream().read()).isEqualTo(-1);
		}
		long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
		assertThat(this.log.warnings("its handler failed")).hasSizeBetween(1, (int) seconds + 1);
	}

	@Test
	void thePartOfAHandlerThatFailsIsNotTakenForTheWhole() throws Exception {
		this.node.dataConnections().accept("fails", (connection, arguments) -> {
			connection.outputStream().write(1);
			throw new IllegalStateException("on purpose");
		});
		InputStream in = connect("fails").inputStream();
		assertThatThrownBy(in::readAllBytes).isInstanceOf(DataConnectionException.class);
	}

	@Test
	void theEndOfTheNodeEndsAll() {
		DataConnection[] ends = pair();
		this.node.close();
		assertThatThrownBy(() -> ends[0].inputStream().read()).isInstanceOf(DataConnectionException.class);
		assertThatThrownBy(() -> ends[1].inputStream().read()).isInstanceOf(DataConnectionException.class);
		assertThatThrownBy(() -> connect("pair")).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.node.dataConnections().connect("no node", TIMEOUT, "x"))
			.withMessageContaining("'no node'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.node.dataConnections().connect("a", Duration.ZERO, "x"))
			.withMessageContaining("not positive");
		assertThatIllegalArgumentException().isThrownBy(() -> this.node.dataConnections().connect("a", TIMEOUT, " "))
			.withMessageContaining("name of a function");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.node.dataConnections().accept("two words", (connection, arguments) -> {
			}))
			.withMessageContaining("two words");
		this.node.dataConnections().accept("taken", (connection, arguments) -> {
		});
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.node.dataConnections().accept("main::taken", (connection, arguments) -> {
			}))
			.withMessageContaining("already");
	}

	@Test
	void threadsThatTheNodeNeedsDoNotWait() {
		DataConnection[] ends = pair();
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		this.node.open().execute(() -> {
			try {
				ends[0].inputStream().read();
			}
			catch (Exception ex) {
				thrown.complete(ex);
			}
		});
		assertThat(BoundedWait.get(thrown)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("must not wait");
	}

	/** Keeps what it is given. */
	private static class Collector implements Flow.Subscriber<ByteBuffer> {

		private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

		private final BlockingQueue<ByteBuffer> buffers = new LinkedBlockingQueue<>();

		private final CompletableFuture<Void> end = new CompletableFuture<>();

		void request(long number) {
			BoundedWait.get(this.subscription).request(number);
		}

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscription.complete(subscription);
		}

		@Override
		public void onNext(ByteBuffer buffer) {
			this.buffers.add(buffer);
		}

		@Override
		public void onError(Throwable failure) {
			this.end.completeExceptionally(failure);
		}

		@Override
		public void onComplete() {
			this.end.complete(null);
		}

	}

}
