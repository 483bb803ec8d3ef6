package io.aemp.transport;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.aemp.Limits;
import io.aemp.link.Link;
import io.aemp.link.Transport.Failure;
import io.aemp.link.Transport.Verdict;
import io.aemp.transport.TestNode.Failed;
import io.aemp.transport.TestNode.Traffic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class RefusedConnectionTests {

	private static final String GREETING = "aemp;1;raw;hmac_sha3_512;json";

	@Test
	void anotherSecretIsRefusedOnBothSides() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b").secret("wrong"))) {
			Failed failed = b.dial(a.listen()).failure();
			assertThat(failed.failure()).isEqualTo(Failure.REFUSED);
			assertThat(failed.node()).isEqualTo("a");
			assertThat(failed.message()).contains("hmac_sha3_512").doesNotContain("wrong").doesNotContain("geheim");
			assertThat(a.refusal()).contains("hmac_sha3_512").doesNotContain("wrong").doesNotContain("geheim");
			assertThat(a.accepted).isEmpty();
			assertStillWorks(a);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "aemp;2;x;hmac_sha3_512;json\nn\n", "aemp-dataconn;1;x;hmac_sha3_512;json\nn\n",
			"GET / HTTP/1.1\r\n\r\n", "\n", "aemp;1;x;md5;json\nn\n", "aemp;1;x;hmac_sha3_512;xml\nn\n",
			"aemp;1;x;hmac_sha3_512;json\nn\nhmac_sha3_512;00;json\n",
			"aemp;1;x;hmac_sha3_512;json\nn\ncleartext;67656865696d;json\n" })
	void whatDoesNotFitEndsAtOnce(String lines) throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")); RawPeer raw = RawPeer.connect(node.listen())) {
			raw.send(lines);
			raw.readToEnd();
			assertThat(node.refusal()).isNotEmpty();
			assertThat(node.accepted).isEmpty();
			assertStillWorks(node);
		}
	}

	@Test
	void longLinesEndTheConnectionTerminatedOrNot() throws Exception {
		for (String line : List.of("aemp;1;x;hmac_sha3_512;json;x=" + "y".repeat(4096) + "\n",
				"aemp;1;x;hmac_sha3_512;json;x=" + "y".repeat(10_000))) {
			try (TestNode node = new TestNode(TestNode.configuration("a"));
					RawPeer raw = RawPeer.connect(node.listen())) {
				raw.send(line);
				raw.readToEnd();
				assertThat(node.refusal()).contains("4096");
			}
		}
	}

	@Test
	void anEchoIsRefused() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")); RawPeer raw = RawPeer.connect(node.listen())) {
			raw.readGreeting();
			raw.send(raw.peerLines);
			raw.readToEnd();
			assertThat(node.refusal()).contains("echo");
		}
	}

	@Test
	void garbageDoesNoHarm() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			String address = node.listen();
			for (int round = 0; round < 100; round++) {
				try (RawPeer raw = RawPeer.connect(address)) {
					byte[] garbage = new byte[random.nextInt(20_000)];
					random.nextBytes(garbage);
					if (garbage.length > 0) {
						garbage[garbage.length - 1] = '\n';
					}
					raw.send(garbage);
					raw.shutdownOutput();
					raw.readToEnd();
				}
				catch (IOException ex) {
					// ended while it was being written to
				}
			}
			assertThat(node.accepted).as("seed %d", seed).isEmpty();
			assertStillWorks(node, address);
		}
	}

	@Test
	void theWholeHandshakeHasOneDeadline() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a").monitorTimeout(Duration.ofMillis(700)));
				RawPeer raw = RawPeer.connect(node.listen())) {
			ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
			drip.scheduleAtFixedRate(() -> {
				try {
					raw.send("a");
				}
				catch (IOException ex) {
					// the connection has ended, as it should
				}
			}, 0, 20, TimeUnit.MILLISECONDS);
			raw.readToEnd();
			drip.shutdownNow();
			assertThat(node.refusal()).contains("too long");
		}
	}

	@Test
	void aPeerThatIsNotWantedHearsNoReasonAndIsNotReported() throws Exception {
		for (Verdict verdict : List.of(Verdict.SELF, Verdict.CONNECTED)) {
			try (TestNode a = new TestNode(TestNode.configuration("a"));
					TestNode b = new TestNode(TestNode.configuration("b"))) {
				b.verdict = verdict;
				Failed failed = b.dial(a.listen()).failure();
				assertThat(failed.failure()).isEqualTo(Failure.valueOf(verdict.name()));
				assertThat(failed.node()).isEqualTo("a");
				assertThat(b.refusals).isEmpty();
			}
		}
	}

	@Test
	void selfIsNoticedOnTheSeedAddress() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			node.verdict = Verdict.SELF;
			Failed failed = node.dial(node.listen()).failure();
			assertThat(failed).isEqualTo(new Failed(Failure.SELF, "a", "I refuse to talk to myself"));
		}
	}

	@Test
	void connectionsThatAreResetAtOnceLeaveNothing() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			String address = node.listen();
			assertStillWorks(node, address);
			File descriptors = new File("/proc/self/fd");
			int before = count(descriptors);
			for (int i = 0; i < 500; i++) {
				RawPeer.connect(address).reset();
			}
			assertStillWorks(node, address);
			Awaitility.await().until(() -> count(descriptors) <= before + 20);
		}
	}

	private static int count(File directory) {
		String[] names = directory.list();
		return (names != null) ? names.length : 0;
	}

	@Test
	void tooManyStrangersMakeTheOldestGo() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")
			.monitorTimeout(Duration.ofHours(1))
			.limits(Limits.builder().unauthenticated(1000).unauthenticatedPerAddress(2000).build()))) {
			String address = node.listen();
			List<RawPeer> strangers = new ArrayList<>();
			try {
				for (int i = 0; i <= 1000; i++) {
					RawPeer raw = RawPeer.connect(address);
					strangers.add(raw);
					raw.readGreeting();
				}
				strangers.get(0).readToEnd();
				assertThat(node.refusal()).contains("1000 connections are");
				strangers.get(1).send("nonsense\n");
				strangers.get(1).readToEnd();
				assertThat(node.refusal()).contains("does not speak AEMP");
			}
			finally {
				for (RawPeer stranger : strangers) {
					stranger.close();
				}
			}
		}
	}

	@Test
	void aListenerThatIsNoNodeIsAnUnreachableOrRefusedOne() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")); ServerSocket other = new ServerSocket(0)) {
			TestNode.Dialling dialling = node.dial("127.0.0.1:" + other.getLocalPort());
			try (RawPeer raw = RawPeer.accept(other)) {
				raw.readGreeting();
				raw.close();
				assertThat(dialling.failure()).isEqualTo(new Failed(Failure.UNREACHABLE, "", "Unexpected end-of-file"));
			}
			dialling = node.dial("127.0.0.1:" + other.getLocalPort());
			try (RawPeer raw = RawPeer.accept(other)) {
				raw.sendGreeting("SSH-2.0-x", "y");
				assertThat(dialling.failure().failure()).isEqualTo(Failure.REFUSED);
			}
			dialling = node.dial("127.0.0.1:" + other.getLocalPort());
			try (RawPeer raw = RawPeer.accept(other)) {
				raw.greet(GREETING, "nonce");
				assertThat(raw.readLine()).startsWith("hmac_sha3_512;");
				raw.reset();
				assertThat(dialling.failure().failure()).isEqualTo(Failure.UNREACHABLE);
				assertThat(dialling.failure().message()).contains("in the handshake with node 'raw'",
						"may not admit this node, or have another one of the same ID");
				assertThat(dialling.outcomes).hasValue(1);
			}
		}
	}

	private static void assertStillWorks(TestNode node) throws Exception {
		assertStillWorks(node, node.listen());
	}

	private static void assertStillWorks(TestNode node, String address) throws Exception {
		try (TestNode good = new TestNode(TestNode.configuration("good"))) {
			Link link = good.dial(address).link();
			Traffic there = Traffic.on(node.accepted());
			Traffic.on(link).send("x", 1L);
			assertThat(there.receive().message().integer(0)).isEqualTo(1);
		}
	}

}
