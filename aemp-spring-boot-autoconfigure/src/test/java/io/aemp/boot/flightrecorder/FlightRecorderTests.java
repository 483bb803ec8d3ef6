package io.aemp.boot.flightrecorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.PortDispatcher;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempFlightRecorderAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What a flight recording has of a node. */
class FlightRecorderTests {

	private static final List<Class<? extends Event>> EVENTS = List.of(PortDeathEvent.class, ConnectionUpEvent.class,
			ConnectionDownEvent.class, ConnectionRefusedEvent.class, WritabilityEvent.class, HandlerEvent.class);

	@TempDir
	private Path directory;

	private final Recording recording = new Recording();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=shop", "aemp.secret=geheim", "aemp.binds=127.0.0.1:0")
		.withConfiguration(
				AutoConfigurations.of(AempAutoConfiguration.class, AempFlightRecorderAutoConfiguration.class))
		.withUserConfiguration(Shop.class);

	@BeforeEach
	void start() {
		EVENTS.forEach((event) -> this.recording.enable(event));
		this.recording.start();
	}

	@AfterEach
	void close() {
		this.recording.close();
	}

	private static String name(Class<? extends Event> event) {
		return event.getAnnotation(Name.class).value();
	}

	private List<RecordedEvent> recorded(Class<? extends Event> event) throws IOException {
		Path file = this.directory.resolve("node.jfr");
		this.recording.dump(file);
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((recorded) -> recorded.getEventType().getName().equals(name(event)))
			.toList();
	}

	@Test
	void deathsAndConnections() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			String port = node.open().id();
			node.kill(port, Reason.of(Reason.DIE, "a fault"));
			try (Node other = Nodes.start(NodeConfiguration.builder()
				.nodeId("other")
				.secret("geheim")
				.binds("127.0.0.1:0")
				.seeds(node.network().listeners())
				.build())) {
				Awaitility.await().until(() -> node.network().isUp(other.id()));
			}
			Awaitility.await().untilAsserted(() -> assertThat(recorded(ConnectionDownEvent.class)).isNotEmpty());
			assertThat(recorded(PortDeathEvent.class)).anySatisfy((event) -> {
				assertThat(event.getString("port")).isEqualTo(port);
				assertThat(event.getString("reason")).isEqualTo("die, a fault");
				assertThat(event.getBoolean("monitored")).isFalse();
			});
			assertThat(recorded(ConnectionUpEvent.class))
				.anySatisfy((event) -> assertThat(event.getString("node")).isEqualTo("other"));
		});
	}

	@Test
	void refusalsAndSlowPeers() throws Exception {
		NodeRecorder recorder = new NodeRecorder();
		recorder.connectionRefused("127.0.0.1:4040", "its secret is another one");
		recorder.writabilityChanged("other", false);
		assertThat(recorded(ConnectionRefusedEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.getString("problem")).isEqualTo("its secret is another one"));
		assertThat(recorded(WritabilityEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.getBoolean("writable")).isFalse());
	}

	@Test
	void methodsThatTakeLongAreRecordedIfThatIsWanted() {
		this.recording.enable(HandlerEvent.class).withoutThreshold();
		this.runner.withPropertyValues("aemp.record-handlers=true").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			context.getBean(Node.class).send(context.getBean(AempPorts.class).portOf(shop).id(), "order", "screws");
			Awaitility.await().untilAsserted(() -> assertThat(recorded(HandlerEvent.class)).isNotEmpty());
			RecordedEvent event = recorded(HandlerEvent.class).get(0);
			assertThat(event.getString("label")).isEqualTo("shop");
			assertThat(event.getString("tag")).isEqualTo("order");
			assertThat(event.getString("method")).isEqualTo("Shop.order");
		});
		this.runner.run((context) -> assertThat(context).hasSingleBean(NodeRecorder.class)
			.doesNotHaveBean(HandlerRecorder.class));
	}

	@Test
	void everyEventIsDocumented() throws IOException {
		String page = Files.readString(Path.of("../docs/metrics.md"));
		EVENTS.forEach((event) -> assertThat(page).contains("| `" + name(event) + "` |"));
	}

	@AempPort(name = "shop", dispatcher = PortDispatcher.BLOCKING)
	static class Shop {

		@Receive("order")
		void order(String article) {
		}

	}

}
