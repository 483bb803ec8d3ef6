package io.aemp.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The inputs of the repository, without a fuzzer: also those that once were trouble. */
@Timeout(60)
class CorpusTests {

	static Stream<Arguments> inputs() {
		return Arrays.stream(Target.values())
			.flatMap((target) -> files(target).stream().map((file) -> Arguments.of(target, file.getFileName(), file)));
	}

	private static List<Path> files(Target target) {
		try (Stream<Path> files = Files.list(target.corpus())) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("inputs")
	void doesNoHarm(Target target, Path name, Path file) throws Throwable {
		target.run(Files.readAllBytes(file));
	}

	@ParameterizedTest
	@MethodSource("targets")
	void hasACorpus(Target target) {
		assertThat(files(target)).hasSizeGreaterThan(3);
	}

	static Target[] targets() {
		return Target.values();
	}

}
