package io.aemp.sample.readme;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Every line of Java on the page for Perl users compiles. */
class PageForPerlUsersTests {

	private static final Path PAGE = Path.of("..", "docs", "from-perl.md");

	/**
	 * What the page speaks of without declaring it, in the package of the sample's
	 * images.
	 */
	private static final String BEGIN = """
			package io.aemp.sample.images;

			import io.aemp.*;
			import io.aemp.Process;
			import io.aemp.annotation.*;
			import io.aemp.groups.*;
			import io.aemp.logcatcher.*;
			import io.aemp.profile.*;
			import io.aemp.runtime.*;
			import java.nio.file.*;
			import java.time.*;
			import java.util.*;
			import java.util.function.*;
			import org.slf4j.LoggerFactory;

			abstract class PageForPerlUsers {

				Node node;
				Database db;
				Port port;
				String portId, otherPortId, nodeId, family, group, subkey, otherSubkey;
				Object value;
				Message message;
				List<Object> list;
				Reason reason;
				Guard guard;
				Groups groups;
				Process process;
				Receiver receiver;
				Functions.NodeFunction function;
				Runnable task;
				Consumer<Message> answered;
				Consumer<Exception> failed;
				Consumer<String> sink;
				AutoCloseable closeable, otherCloseable;
				Duration duration;
				NodeConfiguration configuration;
				NodeConfigurationBuilder builder;
				NodeObserver observer;
				Profiles profiles;
				Path file;
				Map<String, Object> settings;

				abstract Object[] scale(byte[] image, int width);

			""";

	@Test
	void everyLineOfJavaCompiles(@TempDir Path folder) throws IOException {
		String page = Files.readString(PAGE);
		StringBuilder source = new StringBuilder(BEGIN);
		lines(page).forEach(
				(line) -> source.append("void line" + source.length() + "() throws Exception {\n" + line + ";\n}\n"));
		new Snippets(page).all("java").forEach((block) -> source.append(block(block, "block" + source.length())));
		Path file = folder.resolve("PageForPerlUsers.java");
		Files.writeString(file, source.append("}\n"));
		StringWriter errors = new StringWriter();
		boolean compiled = ToolProvider.getSystemJavaCompiler()
			.getTask(errors, null, null,
					List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", folder.toString()),
					null,
					ToolProvider.getSystemJavaCompiler()
						.getStandardFileManager(null, null, null)
						.getJavaFileObjects(file))
			.call();
		assertThat(compiled).as(errors.toString()).isTrue();
	}

	@Test
	void manyLinesAreChecked() throws IOException {
		assertThat(lines(Files.readString(PAGE))).hasSizeGreaterThan(90)
			.contains("node.id()", "node.network().keep(nodeId)");
	}

	/** The code in the columns with Java. */
	private static List<String> lines(String page) {
		return page.lines().filter((line) -> line.startsWith("| ")).flatMap(PageForPerlUsersTests::code).toList();
	}

	private static Stream<String> code(String row) {
		String java = row.split("\\|", -1)[2];
		return Pattern.compile("`([^`]+)`").matcher(java).results().map((code) -> code.group(1));
	}

	private static String block(String block, String name) {
		return block.contains("class ") ? "static " + block : "void " + name + "() {\n" + block + "}\n";
	}

}
