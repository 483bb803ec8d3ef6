package io.aemp.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.aemp.Node;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;

/**
 * A process with one node. It takes commands from its input and tells what happens on its
 * output; when the input ends, so does the process.
 */
final class Worker {

	private static final PrintStream OUTPUT = System.out;

	private final Settings settings;

	private final Node node;

	private final Overload overload;

	private Traffic traffic;

	private Worker(Settings settings) {
		this.settings = settings;
		this.node = Nodes.start(settings.configuration().observers(new Teller()).build());
		this.overload = new Overload(this.node, Worker::tell);
		tell("ready " + this.node.network().listeners().get(0));
	}

	public static void main(String... arguments) throws IOException {
		Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> exit(exception));
		Worker worker = new Worker(Settings.parse(arguments));
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			worker.run(command.split(" ")).forEach((answer) -> tell("answer " + answer));
			tell("done " + command);
		}
		Runtime.getRuntime().halt(0);
	}

	private static void exit(Throwable exception) {
		exception.printStackTrace(System.out);
		Runtime.getRuntime().halt(1);
	}

	private static void tell(String event) {
		// in one piece, whatever other threads print
		OUTPUT.print("\n" + Jvm.MARK + event + "\n");
		OUTPUT.flush();
	}

	private List<String> run(String... words) {
		switch (words[0]) {
			case "traffic" -> {
				this.traffic = new Traffic(this.node, this.settings.pace(), Worker::tell);
				return List.of(this.traffic.receiver());
			}
			case "stop" -> this.traffic.stop();
			case "report" -> {
				return this.traffic.report().lines();
			}
			case "watch" -> this.node.monitor(words[1], (reason) -> tell("watched " + words[1] + " " + reason));
			case "up" -> {
				return List.of(Boolean.toString(this.node.network().isUp(words[1])));
			}
			case "silence" -> {
				return List.of(Long.toString(silence(words[1])));
			}
			case "receive" -> {
				return List.of(this.overload.receive(Integer.parseInt(words[1])));
			}
			case "send" -> this.overload.send(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
			case "stop-sending" -> this.overload.stop();
			case "measure" -> {
				return List.of(this.overload.measure().line());
			}
			case "close" -> this.node.close();
			default -> throw new IllegalArgumentException(words[0]);
		}
		return List.of();
	}

	/** In milliseconds; of a node that is lost it lasts for ever. */
	private long silence(String node) {
		return this.node.network()
			.peers()
			.stream()
			.filter((peer) -> peer.node().equals(node) && peer.state() == PeerInfo.State.UP)
			.mapToLong((peer) -> peer.silence().toMillis())
			.findFirst()
			.orElse(Long.MAX_VALUE);
	}

	/** Tells of peers. */
	private static final class Teller implements NodeObserver {

		@Override
		public void peerUp(PeerInfo peer) {
			tell("up " + peer.node());
		}

		@Override
		public void peerDown(String node, Reason reason) {
			tell("down " + node + " " + reason);
		}

	}

}
