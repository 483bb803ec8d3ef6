package io.aemp.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the traffic of one node amounts to, as it can be told in lines.
 *
 * @param sent what was sent, by flow
 * @param got what arrived last, by port and sender
 * @param problems what should not have happened
 */
record Report(List<Sent> sent, List<Got> got, List<String> problems) {

	private static final String PROBLEM = "problem ";

	List<String> lines() {
		return Stream
			.of(this.sent.stream().map(Sent::line), this.got.stream().map(Got::line),
					this.problems.stream().map(PROBLEM::concat))
			.flatMap((lines) -> lines)
			.toList();
	}

	static Report parse(List<String> lines) {
		Report report = new Report(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		for (String line : lines) {
			String[] words = line.split(" ", -1);
			switch (words[0]) {
				case "sent" -> report.sent.add(Sent.parse(words));
				case "got" -> report.got.add(Got.parse(words));
				default -> report.problems.add(line.substring(PROBLEM.length()));
			}
		}
		return report;
	}

	/**
	 * A flow of numbered messages to one port. Each epoch begins with a monitor and ends
	 * when it fires.
	 *
	 * @param sender the port that sends
	 * @param target the port that it sends to
	 * @param epoch the last epoch
	 * @param count how many messages were sent in it
	 * @param armed whether its monitor has not fired
	 * @param total how many messages were sent in all epochs
	 */
	record Sent(String sender, String target, long epoch, long count, boolean armed, long total) {

		private String line() {
			return String.join(" ", "sent", this.sender, this.target, Long.toString(this.epoch),
					Long.toString(this.count), Boolean.toString(this.armed), Long.toString(this.total));
		}

		private static Sent parse(String[] words) {
			return new Sent(words[1], words[2], Long.parseLong(words[3]), Long.parseLong(words[4]),
					Boolean.parseBoolean(words[5]), Long.parseLong(words[6]));
		}

	}

	/**
	 * What arrived at a port from one sender.
	 *
	 * @param receiver the port
	 * @param sender the port that sends
	 * @param epoch the last epoch of which something arrived
	 * @param count how many of its messages arrived
	 * @param total how many arrived in all epochs
	 */
	record Got(String receiver, String sender, long epoch, long count, long total) {

		private String line() {
			return String.join(" ", "got", this.receiver, this.sender, Long.toString(this.epoch),
					Long.toString(this.count), Long.toString(this.total));
		}

		private static Got parse(String[] words) {
			return new Got(words[1], words[2], Long.parseLong(words[3]), Long.parseLong(words[4]),
					Long.parseLong(words[5]));
		}

	}

}
