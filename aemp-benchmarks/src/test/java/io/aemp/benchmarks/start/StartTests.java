package io.aemp.benchmarks.start;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.aemp.benchmarks.report.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(180)
class StartTests {

	private static final Machine MACHINE = new Machine(2, "Linux 6", "amd64", "25.0.1", "-Xmx2g");

	@Test
	void eachVariantStarts() throws Exception {
		ByteArrayOutputStream progress = new ByteArrayOutputStream();
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		StartResults results = new StartCampaign(List.of(java, "-Xmx256m"), 1, false, new PrintStream(progress))
			.run(MACHINE);
		assertThat(results.starts()).containsOnlyKeys(Variant.values());
		assertThat(results.starts().values()).allSatisfy((starts) -> assertThat(starts).singleElement()
			.satisfies((start) -> assertThat(start.joined()).isGreaterThanOrEqualTo(start.ready()))
			.satisfies((start) -> assertThat(start.heap()).isPositive()));
		assertThat(progress.toString()).contains(Variant.NETWORK.title());
	}

	@Test
	void anEmptyApplicationHasNoJarOfOursOrOfNetty() {
		ClassPath all = new ClassPath(jars("spring-boot-4.1.0", "aemp-core-1.0", "netty-common-4.2.15.Final",
				"jackson-core-3.1.4", "jackson-core-2.21.4", "spring-boot-rsocket-4.1.2", "slf4j-api-2.0.18"));
		assertThat(names(all.ofSpringBoot())).containsExactly("spring-boot-4.1.0.jar", "slf4j-api-2.0.18.jar");
		assertThat(names(all.withStarter())).containsExactly("spring-boot-4.1.0.jar", "aemp-core-1.0.jar",
				"netty-common-4.2.15.Final.jar", "jackson-core-3.1.4.jar", "slf4j-api-2.0.18.jar");
	}

	@Test
	void goalsCompareTheStartsOfEachRun() {
		StartResults results = new StartResults(MACHINE, false, Map.of(Variant.EMPTY, starts(1000, 1200, 1100),
				Variant.WITHOUT_NETWORK, starts(1050, 1240, 1300), Variant.NETWORK, starts(1300, 1500, 1450)));
		assertThat(results.goals().lines().toList())
			.anySatisfy(
					(line) -> assertThat(line).contains("without network: ready").contains("| 1.05 ").contains("pass"))
			.anySatisfy((line) -> assertThat(line).contains("and network: ready").contains("| 1.27 ").contains("miss"));
		assertThat(results.table().lines().toList())
			.anySatisfy((line) -> assertThat(line).contains("an empty application").contains("1100 ±9%"));
	}

	private static List<Start> starts(double... ready) {
		return DoubleStream.of(ready).mapToObj((time) -> new Start(time, time, 6)).toList();
	}

	private static List<String> jars(String... names) {
		return Stream.of(names).map((name) -> "/lib/" + name + ".jar").toList();
	}

	private static List<String> names(String classPath) {
		return Stream.of(classPath.split(File.pathSeparator))
			.map((entry) -> Path.of(entry).getFileName().toString())
			.collect(Collectors.toList());
	}

}
