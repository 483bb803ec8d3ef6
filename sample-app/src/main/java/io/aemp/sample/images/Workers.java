package io.aemp.sample.images;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workers of the pool, in the order of their turns, and who of them has room. */
final class Workers {

	private final int jobsPerWorker;

	private final Deque<String> turns = new ArrayDeque<>();

	private final Map<String, Integer> jobs = new HashMap<>();

	private final Set<String> paused = new HashSet<>();

	Workers(int jobsPerWorker) {
		this.jobsPerWorker = jobsPerWorker;
	}

	/**
	 * Takes over who there is. Newcomers are last in turn.
	 * @param workers all port IDs
	 */
	void know(Set<String> workers) {
		this.turns.retainAll(workers);
		this.paused.retainAll(workers);
		workers.stream().sorted().filter((worker) -> !this.turns.contains(worker)).forEach(this.turns::add);
	}

	/**
	 * Gives a job to the next worker in turn that has room.
	 * @return the worker, if there is one
	 */
	Optional<String> take() {
		Optional<String> next = this.turns.stream().filter(this::hasRoom).findFirst();
		next.ifPresent((worker) -> {
			this.turns.remove(worker);
			this.turns.add(worker);
			this.jobs.merge(worker, 1, Integer::sum);
		});
		return next;
	}

	private boolean hasRoom(String worker) {
		return !this.paused.contains(worker) && this.jobs.getOrDefault(worker, 0) < this.jobsPerWorker;
	}

	/**
	 * A worker has one job less.
	 * @param worker the worker
	 */
	void release(String worker) {
		this.jobs.computeIfPresent(worker, (port, jobs) -> (jobs > 1) ? jobs - 1 : null);
	}

	/**
	 * A worker gets nothing for now: it is dead, and the family will tell soon, or cannot
	 * be reached from here, or hangs.
	 * @param worker the worker
	 * @return whether that is new
	 */
	boolean pause(String worker) {
		return this.paused.add(worker);
	}

	/**
	 * A worker is given another chance.
	 * @param worker the worker
	 */
	void resume(String worker) {
		this.paused.remove(worker);
	}

}
