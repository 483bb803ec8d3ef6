package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * What happened in a simulation. All of it goes into a digest, by which two runs can be
 * compared; the last entries are kept for reports.
 */
public final class Journal {

	private static final int KEPT = 2000;

	private static final long PRIME = 0x100000001b3L;

	private final Deque<Entry> entries = new ArrayDeque<>();

	private long digest = 0xcbf29ce484222325L;

	private long count;

	private @Nullable Consumer<Entry> listener;

	Journal() {
	}

	/** Notes something with words. */
	void note(long time, String subject, String text) {
		mix(time);
		mix(subject);
		mix(text);
		Entry entry = new Entry(Duration.ofNanos(time), subject, text);
		this.entries.add(entry);
		if (this.entries.size() > KEPT) {
			this.entries.remove();
		}
		this.count++;
		if (this.listener != null) {
			this.listener.accept(entry);
		}
	}

	/** Notes bytes that arrive; they go into the digest only. */
	void bytes(long time, long connection, byte[] bytes) {
		CRC32C sum = new CRC32C();
		sum.update(bytes);
		mix(time);
		mix(connection);
		mix(sum.getValue());
		this.count++;
	}

	private void mix(long number) {
		this.digest = (this.digest ^ number) * PRIME;
		this.digest ^= this.digest >>> 29;
	}

	private void mix(String text) {
		mix(text.hashCode());
		mix(text.length());
	}

	/**
	 * A number that depends on everything that has happened, and on when it happened.
	 * @return the digest
	 */
	public long digest() {
		return this.digest;
	}

	/**
	 * How much has happened.
	 * @return the number of entries, including those that are not kept
	 */
	public long count() {
		return this.count;
	}

	/**
	 * The last entries, oldest first.
	 * @return a snapshot
	 */
	public List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * The last entries about somebody.
	 * @param subjects hosts or whatever the entries are about
	 * @return a snapshot, oldest first
	 */
	public List<Entry> entriesAbout(List<String> subjects) {
		List<Entry> found = new ArrayList<>();
		for (Entry entry : this.entries) {
			if (subjects.stream().anyMatch(entry::concerns)) {
				found.add(entry);
			}
		}
		return found;
	}

	/**
	 * Lets somebody follow what happens.
	 * @param listener is told each entry that has words
	 */
	public void follow(Consumer<Entry> listener) {
		this.listener = listener;
	}

	/**
	 * Something that happened.
	 *
	 * @param time when, since the beginning of the simulation
	 * @param subject what it is about: a host, a connection, a port
	 * @param text what happened
	 */
	public record Entry(Duration time, String subject, String text) {

		boolean concerns(String somebody) {
			return this.subject.contains(somebody) || this.text.contains(somebody);
		}

		@Override
		public String toString() {
			return String.format("%12.6f  %-24s %s", this.time.toNanos() / 1e9, this.subject, this.text);
		}

	}

}
