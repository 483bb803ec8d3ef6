package io.aemp.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command reads and writes. All text is UTF-8.
 *
 * @param in the standard input
 * @param out the standard output; flushed at each line
 * @param err takes errors and the log
 * @param environment the environment variables
 */
public record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {

	/**
	 * The console of this process.
	 * @return the console
	 */
	public static Console ofProcess() {
		return new Console(System.in, utf8(new FileOutputStream(FileDescriptor.out)),
				utf8(new FileOutputStream(FileDescriptor.err)), System.getenv());
	}

	/**
	 * A stream of text in UTF-8.
	 * @param stream takes the bytes
	 * @return takes the text
	 */
	public static PrintStream utf8(OutputStream stream) {
		return new PrintStream(stream, true, StandardCharsets.UTF_8);
	}

	/**
	 * Whether the packets of the node of this process are logged: the environment
	 * variable {@code PERL_ANYEVENT_MP_TRACE} is set, and not to {@code 0}.
	 * @return whether they are
	 */
	public boolean tracesPackets() {
		String trace = this.environment.getOrDefault("PERL_ANYEVENT_MP_TRACE", "");
		return !trace.isEmpty() && !trace.equals("0");
	}

	/**
	 * Tells something beside the output, on one line.
	 * @param text the text
	 */
	public void tell(String text) {
		this.err.println("aemp: " + text.strip().replaceAll("\\s*\\R\\s*", " "));
	}

}
