package io.aemp;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link Limits}, {@link FlowControl} and {@link FailureDetector}. */
class BoundsTests {

	@Test
	void limitsAreNamed() {
		Limits limits = Limits.builder()
			.packetSize(5000)
			.wholePacket(2)
			.nesting(3)
			.sendQueue(4)
			.mailbox(5)
			.monitors(6)
			.dials(7)
			.unauthenticated(8)
			.unauthenticatedPerAddress(9)
			.dataConnections(10)
			.build();
		assertThat(limits).hasToString("Limits[packetSize=5000, wholePacket=2, nesting=3, sendQueue=4, mailbox=5, "
				+ "monitors=6, dials=7, unauthenticated=8, unauthenticatedPerAddress=9, dataConnections=10]");
		assertSame(limits, limits.toBuilder().build());
		assertDiffer(Stream.of(Limits.DEFAULTS, limits, limits.toBuilder().packetSize(6000).build(),
				limits.toBuilder().wholePacket(1).build(), limits.toBuilder().nesting(1).build(),
				limits.toBuilder().sendQueue(1).build(), limits.toBuilder().mailbox(1).build(),
				limits.toBuilder().monitors(1).build(), limits.toBuilder().dials(1).build(),
				limits.toBuilder().unauthenticated(1).build(), limits.toBuilder().unauthenticatedPerAddress(1).build(),
				limits.toBuilder().dataConnections(1).build()));
	}

	@Test
	void flowControlIsNamed() {
		FlowControl flow = FlowControl.builder()
			.sendHigh(30)
			.sendLow(20)
			.receiveHigh(10)
			.pause(Duration.ofSeconds(1))
			.build();
		assertThat(flow).hasToString("FlowControl[sendHigh=30, sendLow=20, receiveHigh=10, pause=PT1S]");
		assertSame(flow, flow.toBuilder().build());
		assertDiffer(Stream.of(FlowControl.DEFAULTS, flow, flow.toBuilder().sendHigh(31).build(),
				flow.toBuilder().sendLow(21).build(), flow.toBuilder().receiveHigh(11).build(),
				flow.toBuilder().pause(Duration.ofSeconds(2)).build()));
	}

	@Test
	void failureDetectorIsNamed() {
		FailureDetector detector = FailureDetector.builder()
			.enabled(false)
			.heartbeat(Duration.ofSeconds(1))
			.minimum(Duration.ofSeconds(2))
			.maximum(Duration.ofSeconds(3))
			.otherMinimum(Duration.ofSeconds(4))
			.otherMaximum(Duration.ofSeconds(5))
			.answer(Duration.ofSeconds(6))
			.build();
		assertThat(detector).hasToString("FailureDetector[enabled=false, heartbeat=PT1S, minimum=PT2S, maximum=PT3S, "
				+ "otherMinimum=PT4S, otherMaximum=PT5S, answer=PT6S]");
		assertSame(detector, detector.toBuilder().build());
		Duration other = Duration.ofMillis(2500);
		assertDiffer(Stream.of(FailureDetector.DEFAULTS, FailureDetector.OFF, detector,
				detector.toBuilder().enabled(true).build(),
				detector.toBuilder().heartbeat(Duration.ofMillis(500)).build(),
				detector.toBuilder().minimum(other).build(), detector.toBuilder().maximum(other).build(),
				detector.toBuilder().otherMinimum(other).build(),
				detector.toBuilder().otherMaximum(Duration.ofMillis(5500)).build(),
				detector.toBuilder().answer(other).build()));
		assertThat(FailureDetector.OFF.toBuilder().enabled(true).build()).isEqualTo(FailureDetector.DEFAULTS);
	}

	static Stream<Arguments> refused() {
		Duration second = Duration.ofSeconds(1);
		return Stream.of(
				setting("limits.max_packet_size", "4095 bytes", () -> Limits.builder().packetSize(4095).build()),
				setting("limits.max_whole_packet", "0 is", () -> Limits.builder().wholePacket(0).build()),
				setting("limits.max_nesting", "0 is", () -> Limits.builder().nesting(0).build()),
				setting("limits.max_nesting", "1025 levels", () -> Limits.builder().nesting(1025).build()),
				setting("limits.max_send_queue", "0 is", () -> Limits.builder().sendQueue(0).build()),
				setting("limits.max_mailbox", "-1 is", () -> Limits.builder().mailbox(-1).build()),
				setting("limits.max_monitors", "0 is", () -> Limits.builder().monitors(0).build()),
				setting("limits.max_dials", "0 is", () -> Limits.builder().dials(0).build()),
				setting("limits.max_unauthenticated", "0 is", () -> Limits.builder().unauthenticated(0).build()),
				setting("limits.max_unauthenticated_per_address", "0 is",
						() -> Limits.builder().unauthenticatedPerAddress(0).build()),
				setting("limits.max_data_connections", "0 is", () -> Limits.builder().dataConnections(0).build()),
				setting("flow_control.send_low_water_mark", "0 bytes", () -> FlowControl.builder().sendLow(0).build()),
				setting("flow_control.send_low_water_mark", "262144 bytes are not between 1 and the high-water mark, 9",
						() -> FlowControl.builder().sendHigh(9).build()),
				setting("flow_control.receive_high_water_mark", "0 bytes",
						() -> FlowControl.builder().receiveHigh(0).build()),
				setting("flow_control.max_pause", "0 ms", () -> FlowControl.builder().pause(Duration.ZERO).build()),
				setting("failure_detector.heartbeat", "0 ms",
						() -> FailureDetector.builder().heartbeat(Duration.ofNanos(1)).build()),
				setting("failure_detector.answer", "0 ms",
						() -> FailureDetector.builder().answer(Duration.ZERO).build()),
				setting("failure_detector.minimum", "1000 ms", () -> FailureDetector.builder().minimum(second).build()),
				setting("failure_detector.maximum", "1000 ms", () -> FailureDetector.builder().maximum(second).build()),
				setting("failure_detector.other_minimum", "1000 ms",
						() -> FailureDetector.builder().otherMinimum(second).build()),
				setting("failure_detector.other_maximum", "1000 ms",
						() -> FailureDetector.builder().otherMaximum(second).build()));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void checksValues(String setting, String problem, Supplier<Object> builder) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(builder::get).satisfies((ex) -> {
			assertThat(ex.setting()).isEqualTo(setting);
			assertThat(ex.problem()).startsWith(problem);
			assertThat(ex.remedy()).startsWith("Give ");
		});
	}

	private static Arguments setting(String setting, String problem, Supplier<Object> builder) {
		return Arguments.of(setting, problem, builder);
	}

	private static void assertSame(Object first, Object second) {
		assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).isNotSameAs(second);
	}

	private static void assertDiffer(Stream<Object> objects) {
		assertThat(objects.toList()).doesNotHaveDuplicates();
	}

}
