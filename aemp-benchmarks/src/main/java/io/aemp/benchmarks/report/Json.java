package io.aemp.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON. */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private Json() {
	}

	/**
	 * Writes results.
	 * @param results the results
	 * @param file where to
	 * @throws IOException if that fails
	 */
	public static void write(Record results, Path file) throws IOException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, MAPPER.writeValueAsString(results) + "\n");
	}

	/**
	 * Reads results.
	 * @param file where from
	 * @return the results
	 * @throws IOException if that fails
	 */
	public static Results read(Path file) throws IOException {
		return MAPPER.readValue(Files.readString(file), Results.class);
	}

}
