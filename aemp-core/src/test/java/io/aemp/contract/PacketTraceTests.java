package io.aemp.contract;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;
import io.aemp.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The log of packets, in the form of Perl. */
class PacketTraceTests extends RealNodes {

	@RegisterExtension
	private final CapturedLog log = new CapturedLog("io.aemp.trace", Level.INFO);

	private Node traced(Node seed, Framing... framings) {
		Node traced = start(configuration("traced").seeds(seed.network().listeners())
			.customFramings(framings)
			.framings((framings.length > 0) ? List.of(framings[0].name()) : List.of("cbor"))
			.tracePackets(true));
		awaitUp(traced, "seed");
		return traced;
	}

	@Test
	void showsWhatIsSentAndReceived() throws Exception {
		Node seed = start("seed");
		Node traced = traced(seed);
		Port port = seed.open();
		CompletableFuture<Message> answered = new CompletableFuture<>();
		Port answers = traced.open(answered::complete);
		port.receive("hello", (message) -> seed.send(message.text(0), "re", 1.5, null, List.of(true)));
		traced.send(port.id(), "hello", answers.id(), "\"\n\u202e\u00e9");
		answered.join();
		assertThat(this.log.lines())
			.contains("SND seed <- [\"" + name(port) + "\",\"hello\",\"" + answers.id()
					+ "\",\"\\\"\\u000a\\u202e\u00e9\"]")
			.contains("RCV seed -> [\"" + name(answers) + "\",\"re\",1.5,null,[true]]")
			.noneMatch((line) -> line.contains("geheim") || line.contains("hmac_sha3_512"));
	}

	private static String name(Port port) {
		return port.id().substring(port.id().indexOf('#') + 1);
	}

	@Test
	void shortensLargePackets() throws Exception {
		Node seed = start("seed");
		Node traced = traced(seed);
		Port port = seed.open((message) -> {
		});
		traced.send(port.id(), "large", "x".repeat(40_000));
		flush(traced, "seed");
		assertThat(this.log.lines()).allMatch((line) -> line.length() < 2100)
			.anyMatch((line) -> line.startsWith("SND seed <- [\"" + name(port) + "\",\"large\",\"xxx")
					&& line.matches(".*x\\.\\.\\. \\([0-9]+ bytes\\)"));
	}

	@Test
	void isOffUnlessItIsSwitchedOn() throws Exception {
		Node[] nodes = pair();
		flush(nodes[1], "seed");
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void isNotSentToOtherNodes() throws Exception {
		Node[] nodes = pair();
		LogSource source = closeLater(LogSource.start(nodes[0]));
		List<String> texts = new CopyOnWriteArrayList<>();
		Port port = nodes[1].open((message) -> texts.add(message.text(3)));
		nodes[1].send("seed", "AnyEvent::MP::LogCatcher::connect", 0, port.id(), 9);
		eventually().until(() -> !texts.isEmpty());
		source.log(new LogRecord(Instant.EPOCH, "io.aemp.trace", LogLevel.INFO, "SND other <- [\"\"]"));
		source.log(new LogRecord(Instant.EPOCH, "main", LogLevel.INFO, "last"));
		eventually().until(() -> texts.contains("last"));
		assertThat(texts).hasSize(2);
	}

}
