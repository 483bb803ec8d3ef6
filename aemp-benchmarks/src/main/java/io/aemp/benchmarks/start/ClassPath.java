package io.aemp.benchmarks.start;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses from the class path of the benchmarks what an application would have. That is
 * told by the names of jars, or of the modules whose classes are in directories.
 *
 * @param entries jars and directories
 */
record ClassPath(List<String> entries) {

	private static final List<String> SPRING_BOOT = List.of("aemp-benchmarks-", "spring-boot-4",
			"spring-boot-autoconfigure-", "spring-boot-starter-4", "spring-boot-starter-logging-", "spring-core-",
			"spring-context-", "spring-beans-", "spring-aop-", "spring-expression-", "commons-logging-", "jspecify-",
			"micrometer-observation-", "micrometer-commons-", "logback-", "slf4j-", "jul-to-slf4j-", "log4j-api-",
			"log4j-to-slf4j-", "jakarta.annotation-api-", "snakeyaml-");

	private static final List<String> STARTER = List.of("aemp-core-", "aemp-spring-boot-", "netty-",
			"jackson-annotations-", "jackson-core-3", "jackson-databind-3");

	ClassPath {
		entries = List.copyOf(entries);
	}

	/** The class path of this process. */
	static ClassPath own() {
		return new ClassPath(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
	}

	String ofSpringBoot() {
		return only(SPRING_BOOT);
	}

	String withStarter() {
		return only(Stream.concat(SPRING_BOOT.stream(), STARTER.stream()).toList());
	}

	private String only(List<String> prefixes) {
		return this.entries.stream()
			.filter((entry) -> prefixes.stream().anyMatch(name(Path.of(entry))::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** Of the jar, or of the module {@code MODULE/target/classes}. */
	private static String name(Path entry) {
		Path file = entry.toAbsolutePath();
		return (Files.isDirectory(file) ? file.subpath(file.getNameCount() - 3, file.getNameCount() - 2) + "-"
				: file.getFileName().toString());
	}

}
