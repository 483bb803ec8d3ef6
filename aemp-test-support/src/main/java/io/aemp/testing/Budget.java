package io.aemp.testing;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.HotSpotDiagnosticMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What one of many messages, ports and the like may cost.
 * <p>
 * Other threads, and the virtual machine itself, may make objects in the meantime: so
 * what is too much is counted again, and only what is too much each time fails.
 *
 * @param objects how many
 * @param bytes what they may take, where references have four bytes
 */
public record Budget(int objects, int bytes) {

	private static final int ATTEMPTS = 16;

	/** What there is less of belongs to a whole batch. */
	private static final double SHARED = 0.02;

	private static final double TOLERANCE = 0.1;

	/**
	 * Fails if more is allocated.
	 * @param times how many messages, ports or the like the work is about
	 * @param work may be repeated
	 * @throws Exception what the work throws
	 */
	public void coversAllocations(int times, Census.Work work) throws Exception {
		coversAllocations(times, () -> {
		}, work);
	}

	/**
	 * Fails if more is allocated.
	 * @param times how many messages, ports or the like the work is about
	 * @param preparation comes before the work, each time, and does not count
	 * @param work may be repeated
	 * @throws Exception what the work throws
	 */
	public void coversAllocations(int times, Census.Work preparation, Census.Work work) throws Exception {
		preparation.run();
		work.run();
		covers(times, () -> {
			System.gc();
			preparation.run();
			return Census.allocatedBy(work);
		});
	}

	/**
	 * Fails if more stays in memory.
	 * @param times how many ports or the like the work makes
	 * @param work may be repeated
	 * @throws Exception what the work throws
	 */
	public void coversMemory(int times, Census.Work work) throws Exception {
		covers(times, () -> Census.retainedBy(work));
	}

	private void covers(int times, Counting counting) throws Exception {
		String excess = "The garbage collector came in between, each time";
		for (int i = 0; i < ATTEMPTS; i++) {
			Census all = counting.count();
			if (all != null) {
				Census each = all.atLeast(SHARED * times);
				double objects = (double) each.total().objects() / times;
				// the table of a map is one object, but is there for each entry
				double bytes = (double) all.total().bytes() / times;
				if (objects <= this.objects + TOLERANCE && (bytes <= this.bytes + 1 || !hasShortReferences())) {
					return;
				}
				excess = String.format(Locale.ROOT, "%.2f objects of %.1f bytes are more than %s: %s", objects, bytes,
						this, each.describe(times));
			}
		}
		throw new AssertionError(excess);
	}

	/** As heaps below 32 GB have them. */
	private static boolean hasShortReferences() {
		return Boolean.parseBoolean(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.getVMOption("UseCompressedOops")
			.getValue());
	}

	/** Counts objects, if it succeeds. */
	@FunctionalInterface
	private interface Counting {

		@Nullable Census count() throws Exception;

	}

}
