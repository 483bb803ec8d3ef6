package io.aemp.port;

/**
 * A mailbox that writes down what it processes. Its fields are plain on purpose: it is
 * the mailbox that has to make one consumer see what another one wrote.
 */
class Recorder extends Mailbox {

	private final int[] last = new int[3];

	private boolean busy;

	private int processed;

	private int faults;

	/** Consumes at once, in the thread that turned the mailbox non-empty. */
	@Override
	void settle() {
	}

	@Override
	void schedule() {
		while (drain()) {
			Thread.onSpinWait();
		}
	}

	@Override
	void process(Object entry) {
		if (this.busy) {
			this.faults++;
		}
		this.busy = true;
		Numbered numbered = (Numbered) entry;
		if (numbered.number != ++this.last[numbered.producer]) {
			this.faults++;
		}
		this.processed++;
		this.busy = false;
	}

	@Override
	void discard(Object entry) {
		this.faults++;
	}

	int processed() {
		return this.processed;
	}

	/** How often order or confinement was broken. */
	int faults() {
		return this.faults;
	}

	static MailboxEntry signal(int producer, int number) {
		return new Numbered(producer, number);
	}

	private static final class Numbered extends MailboxEntry {

		private final int producer;

		private final int number;

		Numbered(int producer, int number) {
			this.producer = producer;
			this.number = number;
		}

		@Override
		void process(LocalPort port) {
			throw new UnsupportedOperationException();
		}

	}

}
