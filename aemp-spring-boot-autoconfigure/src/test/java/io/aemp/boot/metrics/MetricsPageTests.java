package io.aemp.boot.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of docs/metrics.md are made from the code. With
 * {@code -Daemp.metrics-page.write=true} this writes them; otherwise it fails if they are
 * stale.
 */
class MetricsPageTests {

	private static final Path PAGE = Path.of("../docs/metrics.md");

	private static final String REMEDY = "docs/metrics.md is stale; write it by -Daemp.metrics-page.write=true";

	@Test
	void thePageIsFresh() throws IOException {
		String before = Files.readString(PAGE);
		String after = between(between(before, "meters", meters()), "tags", tags());
		if (Boolean.getBoolean("aemp.metrics-page.write")) {
			Files.writeString(PAGE, after);
		}
		else {
			assertThat(before).as(REMEDY).isEqualTo(after);
		}
	}

	private static String between(String page, String part, String table) {
		String begin = "<!-- " + part + ": made by MetricsPageTests -->\n";
		String end = "<!-- " + part + ": end -->";
		int from = page.indexOf(begin);
		int to = page.indexOf(end);
		assertThat(from).as(begin).isNotNegative().isLessThan(to);
		return page.substring(0, from + begin.length()) + table + page.substring(to);
	}

	private static String meters() {
		return Stream.of(NodeMeter.values())
			.map((meter) -> row("`" + meter.getName() + "`", meter.getType().name().toLowerCase(Locale.ROOT),
					(meter.getBaseUnit() != null) ? meter.getBaseUnit() : "", keys(meter), meter.description()))
			.collect(Collectors.joining("", "| meter | type | unit | tags | what it says |\n|---|---|---|---|---|\n",
					""));
	}

	private static String keys(NodeMeter meter) {
		return Stream.of(meter.getKeyNames())
			.map(KeyName::asString)
			.map((key) -> "`" + key + "`")
			.collect(Collectors.joining(", "));
	}

	private static String tags() {
		return Stream.of(MeterKey.values())
			.map((key) -> row("`" + key.asString() + "`", key.meaning()))
			.collect(Collectors.joining("", "| tag | values |\n|---|---|\n", ""));
	}

	private static String row(String... cells) {
		return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
	}

}
