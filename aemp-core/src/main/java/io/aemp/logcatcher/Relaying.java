package io.aemp.logcatcher;

/**
 * Marks threads that send or take records of logs. What such a thread logs meanwhile is
 * not sent: otherwise each record would lead to the next one, and two nodes that catch
 * each other's log would never be done.
 */
final class Relaying {

	private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

	private Relaying() {
	}

	static boolean isActive() {
		return ACTIVE.get();
	}

	static void run(Runnable task) {
		boolean before = ACTIVE.get();
		ACTIVE.set(true);
		try {
			task.run();
		}
		finally {
			if (before) {
				ACTIVE.set(true);
			}
			else {
				ACTIVE.remove();
			}
		}
	}

}
