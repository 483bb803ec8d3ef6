package io.aemp.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two network namespaces with a cable between them. Addresses are private to them; what
 * goes on there is nothing to the network of the machine.
 */
final class Namespaces implements AutoCloseable {

	private static final String[] ADDRESSES = { "10.99.40.1", "10.99.40.2" };

	private static final Pattern NAME = Pattern.compile("aemp-([0-9]+)-[01]");

	private final String[] names = new String[2];

	private final Thread atExit = new Thread(this::remove);

	/**
	 * Creates them.
	 * @throws IOException if the machine does not allow that
	 */
	Namespaces() throws IOException {
		removeOld();
		long pid = ProcessHandle.current().pid();
		Runtime.getRuntime().addShutdownHook(this.atExit);
		try {
			for (int side = 0; side < 2; side++) {
				String name = "aemp-" + pid + "-" + side;
				run("ip", "netns", "add", name);
				this.names[side] = name;
			}
			run("ip", "link", "add", cable(0), "netns", this.names[0], "type", "veth", "peer", "name", cable(1),
					"netns", this.names[1]);
			for (int side = 0; side < 2; side++) {
				run("ip", "-n", this.names[side], "addr", "add", ADDRESSES[side] + "/30", "dev", cable(side));
				run("ip", "-n", this.names[side], "link", "set", "lo", "up");
				setUp(side, true);
			}
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	/** Those of processes that were killed before they could remove them. */
	private static void removeOld() throws IOException {
		for (String line : run("ip", "netns", "list").split("\n")) {
			Matcher name = NAME.matcher(line);
			if (name.lookingAt() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
				run("ip", "netns", "del", name.group());
			}
		}
	}

	private static String cable(int side) {
		return "cable" + side;
	}

	String address(int side) {
		return ADDRESSES[side];
	}

	/** A command that runs another one in a namespace. */
	List<String> prefix(int side) {
		return List.of("ip", "netns", "exec", this.names[side]);
	}

	/** Plugs one end of the cable in, or pulls it out. */
	void setUp(int side, boolean up) throws IOException {
		run("ip", "-n", this.names[side], "link", "set", cable(side), up ? "up" : "down");
	}

	/** Loses a part of what is sent. Returns whether this machine can do that. */
	boolean lose(int percent) throws IOException {
		try {
			for (int side = 0; side < 2; side++) {
				run("tc", "-n", this.names[side], "qdisc", "replace", "dev", cable(side), "root", "netem", "loss",
						percent + "%");
			}
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (process.waitFor() != 0) {
				throw new IOException(String.join(" ", command) + ": " + output.strip());
			}
			return output;
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private List<String> remove() {
		List<String> problems = new ArrayList<>();
		for (int side = 0; side < 2; side++) {
			if (this.names[side] != null) {
				try {
					run("ip", "netns", "del", this.names[side]);
				}
				catch (IOException ex) {
					problems.add(ex.getMessage());
				}
				this.names[side] = null;
			}
		}
		return problems;
	}

	@Override
	public void close() throws IOException {
		Runtime.getRuntime().removeShutdownHook(this.atExit);
		List<String> problems = remove();
		if (!problems.isEmpty()) {
			throw new IOException(problems.toString());
		}
	}

}
