package io.aemp.simulation.contract;

import java.util.BitSet;
import java.util.function.BooleanSupplier;

/** Looks for a shorter story with a violation of the same kind. */
final class Shortening {

	private final String kind;

	private final BooleanSupplier stopped;

	private Story.Told shortest;

	/**
	 * Begins with a story.
	 * @param told how it ended
	 * @param stopped whether it is short enough
	 */
	Shortening(Story.Told told, BooleanSupplier stopped) {
		this.kind = told.kind();
		this.stopped = stopped;
		this.shortest = told;
	}

	Story.Told shortest() {
		fewerNodes();
		fewerEvents();
		fewerNodes();
		return this.shortest;
	}

	private void fewerNodes() {
		for (int nodes = 2; nodes < this.shortest.script().nodes(); nodes++) {
			if (attempt(this.shortest.script().withNodes(nodes))) {
				return;
			}
		}
	}

	/** Leaves out many at once first, and each of them in the end. */
	private void fewerEvents() {
		int size = this.shortest.script().length();
		boolean found = false;
		while (size > 0) {
			found = withoutSome(size) && size == 1;
			size = found ? 1 : size / 2;
		}
	}

	/** From the end, as what comes last causes least. Returns whether it was of use. */
	private boolean withoutSome(int size) {
		boolean found = false;
		for (int end = this.shortest.script().length(); end > 0; end -= size) {
			BitSet some = new BitSet();
			some.set(Math.max(0, end - size), end);
			if (this.shortest.script().events().intersects(some)) {
				found |= attempt(this.shortest.script().without(some));
			}
		}
		return found;
	}

	private boolean attempt(Script script) {
		if (this.stopped.getAsBoolean()) {
			return false;
		}
		try {
			new Story(script).tell();
			return false;
		}
		catch (Story.Told ex) {
			boolean same = ex.kind().equals(this.kind);
			if (same) {
				this.shortest = ex;
			}
			return same;
		}
	}

}
