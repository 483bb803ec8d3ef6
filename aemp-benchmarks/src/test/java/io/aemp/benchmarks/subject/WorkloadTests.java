package io.aemp.benchmarks.subject;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Driver;
import io.aemp.benchmarks.process.Launcher;
import io.aemp.benchmarks.process.Measurement;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.process.Outcome;
import io.aemp.benchmarks.process.Plan;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.process.Workload;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs everything for an instant. The drivers count: what is lost, out of order or sent
 * twice fails. How fast it is does not matter here.
 */
@Timeout(120)
class WorkloadTests {

	private static final Plan INSTANT = new Plan(0.05, 0.02);

	private static final String APPLICATIONS = "aemp-(bean.*|client.*|metered|observed|record|nested|list)|rsocket|grpc-unary";

	static Stream<Arguments> ourWorkloads() {
		return Subjects.all()
			.stream()
			.filter((subject) -> subject.side() != Side.PEER && !subject.name().matches(APPLICATIONS))
			.flatMap((subject) -> Stream.of(Workload.values())
				.filter((workload) -> workload != Workload.PEER_KILLED && !workload.name().startsWith("CALL_BESIDE"))
				.filter((workload) -> workload.isRemote() || !subject.name().matches("aemp-(json|tls)"))
				.map((workload) -> Arguments.of(subject, workload)));
	}

	/** Each application is started for little: the others differ in what they measure. */
	static Stream<Arguments> workloadsOfApplications() {
		return Subjects.all()
			.stream()
			.filter((subject) -> subject.name().matches(APPLICATIONS))
			.flatMap((subject) -> Stream
				.of(Workload.JOIN_1, Workload.CHAINED_64, Workload.ONE_WAY_WAITING, Workload.CALL_BESIDE_WAITING,
						Workload.CALL_BESIDE_SELDOM_WAITING)
				.filter((workload) -> workload == Workload.CHAINED_64 || subject.name().equals("aemp-bean"))
				.map((workload) -> Arguments.of(subject, workload)));
	}

	@ParameterizedTest
	@MethodSource({ "ourWorkloads", "workloadsOfApplications" })
	void measures(JavaSubject subject, Workload workload) throws Exception {
		runs(subject, workload);
	}

	@ParameterizedTest
	@ValueSource(strings = { "netty", "aemp" })
	void measuresInProcesses(String name) throws Exception {
		Launcher launcher = launcher();
		assertThat(launcher.run(Subjects.of(name), Workload.PEER_KILLED, INSTANT)).satisfies(WorkloadTests::measured);
		assertThat(launcher.run(Subjects.of(name), Workload.LOCAL_ROUND_TRIP_1, INSTANT))
			.satisfies(WorkloadTests::measured);
	}

	@ParameterizedTest
	@EnumSource(names = { "ONE_WAY_SMALL", "LOCAL_ONE_WAY" })
	void tellsWhatAFailedProcessPrinted(Workload workload) throws Exception {
		Subject broken = new JavaSubject("nobody", "nobody", Side.PEER, List.of(), () -> new Adapter() {
		});
		assertThat(launcher().run(broken, workload, INSTANT)).isInstanceOfSatisfying(Outcome.Failed.class,
				(failed) -> assertThat(failed.output()).contains("No subject nobody"));
	}

	private static void runs(JavaSubject subject, Workload workload) throws Exception {
		Measurement measurement;
		try {
			measurement = measure(subject, workload);
		}
		catch (NotApplicableException ex) {
			assertThat(workload).isIn(Workload.TAGGED_PORT_BYTES, Workload.ROUND_TRIP_BESIDE_LARGE, Workload.CALL_1,
					Workload.CALL_64, Workload.ONE_WAY_WAITING, Workload.LOG_STORM);
			return;
		}
		assertThat(measurement.values().keySet()).containsAll(workload.metrics());
		assertThat(measurement.values().values()).isNotEmpty().allSatisfy((value) -> assertThat(value).isFinite());
	}

	private static Measurement measure(JavaSubject subject, Workload workload) throws Exception {
		if (!workload.isRemote()) {
			return Driver.local(subject.adapter().get(), workload, INSTANT);
		}
		try (Server server = Driver.serve(subject.adapter().get(), workload)) {
			return Driver.connect(subject.adapter().get(), workload, INSTANT, server.address(),
					ProcessHandle.current().pid());
		}
	}

	private static void measured(Outcome outcome) {
		assertThat(outcome).isInstanceOf(Outcome.Measured.class);
	}

	private static Launcher launcher() {
		return new Launcher(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-cp", System.getProperty("java.class.path")));
	}

}
