package io.aemp.transport;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program of {@link DescriptorLimitTests}: takes the descriptors of its own process
 * away from nodes. It ends with an error unless all is as it should be.
 */
final class ScarceDescriptors {

	private static final String RAN_OUT = "Too many open files";

	private static final Pattern OMITTED = Pattern.compile("and (\\d+) more of this kind");

	/** More than a node needs. */
	private static final int PLENTY = 32;

	private final Deque<Closeable> taken = new ArrayDeque<>();

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private final int before;

	private ScarceDescriptors() throws IOException {
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				ScarceDescriptors.this.log.add(event.getFormattedMessage());
			}

		};
		appender.start();
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(appender);
		openClassPath();
		// what a JVM keeps open for good: sources of random numbers, for example
		Nodes.start(configuration("first").build()).close();
		awaitNoThreads();
		this.before = descriptors();
	}

	public static void main(String[] args) throws Exception {
		Awaitility.setDefaultTimeout(Duration.ofSeconds(BoundedWait.SECONDS));
		ScarceDescriptors scarce = new ScarceDescriptors();
		try (Node listening = Nodes.start(configuration("listening").build())) {
			scarce.acceptsLater(listening);
			scarce.dialsLater(scarce.startsWithFew(listening), listening);
		}
		scarce.givesAllBack();
	}

	private static NodeConfigurationBuilder configuration(String id) {
		return NodeConfiguration.builder()
			.nodeId(id)
			.secret("s")
			.binds("127.0.0.1:0")
			.connectInterval(Duration.ofMillis(100));
	}

	/** Class loaders open archives when they need them, and keep them open. */
	private static void openClassPath() {
		try {
			Class.forName("io.aemp.NowhereToBeFound");
			throw new AssertionError();
		}
		catch (ClassNotFoundException ex) {
			// all archives were searched
		}
	}

	/** Connections wait while there are no descriptors, and no thread spins. */
	private void acceptsLater(Node listening) throws IOException {
		HostPort address = HostPort.parse("", listening.network().listeners().get(0));
		try (SocketChannel waiting = SocketChannel.open()) {
			takeAllBut(0);
			long start = System.nanoTime();
			waiting.connect(new InetSocketAddress(address.host(), address.port()));
			Awaitility.await().until(() -> told("cannot be accepted").size() >= 2);
			long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
			assertThat(attempts()).isLessThanOrEqualTo(seconds + 2);
			giveBack();
			// the greeting
			assertThat(waiting.socket().getInputStream().read()).isEqualTo('a');
		}
	}

	private List<String> told(String text) {
		return this.log.stream().filter((line) -> line.contains(text) && line.contains(RAN_OUT)).toList();
	}

	private long attempts() {
		return told("cannot be accepted").stream().mapToLong((line) -> {
			Matcher omitted = OMITTED.matcher(line);
			return omitted.find() ? 1 + Long.parseLong(omitted.group(1)) : 1;
		}).sum();
	}

	/** Every number of descriptors that is too small, apart from those within a loop. */
	private Node startsWithFew(Node seed) {
		NodeConfiguration configuration = configuration("few").seeds(seed.network().listeners().get(0)).build();
		int open = descriptors();
		for (int few = 0; few < PLENTY; few = Math.max(5, few + 1)) {
			takeAllBut(few);
			try {
				return Nodes.start(configuration);
			}
			catch (IllegalStateException | InvalidConfigurationException ex) {
				assertThat(ex).hasMessageContaining(RAN_OUT);
				System.out.println(few + " descriptors: " + ex.getMessage());
			}
			giveBack();
			Awaitility.await().until(() -> threads("aemp-few").isEmpty() && descriptors() <= open);
		}
		throw new AssertionError("No node with " + PLENTY + " descriptors");
	}

	private void dialsLater(Node dialling, Node listening) throws Exception {
		takeAllBut(0);
		Awaitility.await().until(() -> !told("cannot be reached").isEmpty());
		giveBack();
		Awaitility.await().until(() -> dialling.network().isUp("listening"));
		takeAllBut(0);
		// some dials fail meanwhile
		listening.close();
		Awaitility.await().until(() -> !dialling.network().isUp("listening"));
		dialling.close();
	}

	private void givesAllBack() {
		giveBack();
		awaitNoThreads();
		Awaitility.await().until(() -> descriptors() <= this.before);
	}

	private static void awaitNoThreads() {
		Awaitility.await().until(() -> threads("aemp-").isEmpty());
	}

	private static List<String> threads(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith(prefix))
			.toList();
	}

	private static int descriptors() {
		String[] open = new File("/proc/self/fd").list();
		return (open != null) ? open.length : Integer.MAX_VALUE;
	}

	private void takeAllBut(int count) {
		try {
			while (true) {
				this.taken.add(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			for (int i = 0; i < count; i++) {
				close(this.taken.remove());
			}
		}
	}

	private void giveBack() {
		this.taken.forEach(ScarceDescriptors::close);
		this.taken.clear();
	}

	private static void close(Closeable resource) {
		try {
			resource.close();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
