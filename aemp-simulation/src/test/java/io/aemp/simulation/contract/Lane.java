package io.aemp.simulation.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All numbered messages from one context to one port, and the monitors that promise
 * something about them: C1 and C2.
 */
final class Lane {

	private static final int NOT_COVERED = Integer.MAX_VALUE;

	/** The monitors, each with the number of the last message that it does not cover. */
	private final Map<Watch, Integer> watches = new LinkedHashMap<>();

	/** The same, whatever other monitors have told since. */
	private final Map<Watch, Integer> begun = new LinkedHashMap<>();

	/** For each message that was sent the number of the last one that may be missing. */
	private final List<Integer> covered = new ArrayList<>();

	private final Sender sender;

	private final String port;

	private int delivered;

	private int missing;

	/** The last message that was sent before the port was there. */
	private int early;

	Lane(Sender sender, String port) {
		this.sender = sender;
		this.port = port;
		this.covered.add(NOT_COVERED);
	}

	String port() {
		return this.port;
	}

	/**
	 * A message is about to be sent.
	 * @param early whether the port may not be there when it arrives
	 */
	int send(boolean early) {
		this.covered.add(mayMiss());
		this.early = early ? sent() : this.early;
		return sent();
	}

	int sent() {
		return this.covered.size() - 1;
	}

	void watch(Watch watch) {
		this.watches.put(watch, sent());
		this.begun.put(watch, sent());
	}

	/** The action of a monitor starts: what was lost before is told. */
	void told() {
		this.watches.replaceAll((watch, before) -> sent());
	}

	void end(Watch watch) {
		this.watches.remove(watch);
		this.begun.remove(watch);
	}

	void deliver(int number) {
		if (number <= this.delivered) {
			throw violation("C1: message " + number + " arrives after " + this.delivered);
		}
		if (number > this.delivered + 1) {
			this.missing = number - 1;
		}
		this.delivered = number;
		checkHoles("C2: message " + number + " arrives", this.covered.get(number));
	}

	/** A kill that was sent after some messages has arrived. */
	void killed(int sent, int mayMiss) {
		if (this.delivered < sent) {
			this.missing = sent;
		}
		checkHoles("C2: a kill sent after message " + sent + " arrives", mayMiss);
	}

	/** The last message that may be missing when something is sent now. */
	int mayMiss() {
		return this.watches.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().holdsBack())
			.mapToInt(Map.Entry::getValue)
			.min()
			.orElse(NOT_COVERED);
	}

	private void checkHoles(String what, int mayMiss) {
		if (this.missing > Math.max(mayMiss, this.early)) {
			throw violation(what + ", but " + this.missing + " is missing, and no monitor has told (not covered up to "
					+ mayMiss + ", watches " + this.watches + ")");
		}
	}

	/**
	 * All is quiet: a monitor that has not fired vouches for everything since it was set.
	 * What another one has told is no excuse, as both would have been told.
	 */
	void checkComplete() {
		this.begun.forEach((watch, before) -> {
			if (watch.vouches() && sent() > before && (this.delivered < sent() || this.missing > before)) {
				throw violation("C2: " + sent() + " were sent, " + this.delivered + " is the last that arrived, "
						+ this.missing + " is missing, and " + watch + " has not fired");
			}
		});
	}

	private Violation violation(String text) {
		return new Violation(text + " (from " + this.sender + " to " + this.port + ")",
				List.of(this.port, this.sender.id()));
	}

}
