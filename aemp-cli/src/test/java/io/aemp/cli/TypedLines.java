package io.aemp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The standard input of a command whose lines a person types. Each line stands behind a
 * prompt, as a terminal shows it, and is shown when the command reads it.
 */
final class TypedLines extends InputStream {

	private static final String PROMPT = "> ";

	private final Deque<String> lines;

	private final OutputStream terminal;

	private byte[] typed = new byte[0];

	private int read;

	TypedLines(List<String> lines, OutputStream terminal) {
		this.lines = new ArrayDeque<>(lines);
		this.terminal = terminal;
	}

	static boolean isTyped(String line) {
		return line.matches("\\S+" + PROMPT + ".*");
	}

	@Override
	public int read() {
		if (this.read == this.typed.length && !this.lines.isEmpty()) {
			type(this.lines.remove() + "\n");
		}
		return (this.read < this.typed.length) ? this.typed[this.read++] & 0xff : -1;
	}

	private void type(String line) {
		try {
			this.terminal.write(line.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.typed = line.substring(line.indexOf(PROMPT) + PROMPT.length()).getBytes(StandardCharsets.UTF_8);
		this.read = 0;
	}

	/** One line at a time: what the command prints about it comes before the next one. */
	@Override
	public int read(byte[] buffer, int offset, int length) {
		int count = 0;
		int next = (length == 0) ? -1 : read();
		while (next >= 0) {
			buffer[offset + count++] = (byte) next;
			next = (count < length && this.read < this.typed.length) ? read() : -1;
		}
		return (count > 0 || length == 0) ? count : -1;
	}

}
