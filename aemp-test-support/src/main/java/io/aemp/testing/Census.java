package io.aemp.testing;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.ObjectName;

import org.jspecify.annotations.Nullable;

/**
 * How many objects of each class came to be, in all threads, or stay. These are exact
 * counts, which do not depend on the speed of the machine. Compiled code may do without
 * some of the objects, and never makes more.
 *
 * @param counts by class
 */
public record Census(Map<String, Count> counts) {

	/** What the virtual machine fills gaps in its heap with. */
	private static final Set<String> FILLERS = Set.of("[I", "[Ljdk.internal.vm.FillerElement;",
			"[Ljdk.internal.vm.FillerArray;", "jdk.internal.vm.FillerObject", "jdk.internal.vm.FillerElement");

	/** What Mockito makes for each call of a class that another test has mocked. */
	private static final String MOCKS = "org.mockito.";

	/** A number, objects, bytes, and a class. */
	private static final Pattern ROW = Pattern.compile("(?m)^ *\\d+: +(\\d+) +(\\d+) +(\\S+)");

	/**
	 * Counts what is allocated, whether it stays or not.
	 * @return {@code null} if the garbage collector came in between
	 */
	static @Nullable Census allocatedBy(Work work) throws Exception {
		long collections = collections();
		Census census = madeBy(work, "-all");
		return (collections() == collections) ? census : null;
	}

	/** Counts what stays in memory. */
	static Census retainedBy(Work work) throws Exception {
		return madeBy(work);
	}

	private static Census madeBy(Work work, String... options) throws Exception {
		String first = histogram(options);
		String second = histogram(options);
		String before = histogram(options);
		work.run();
		Census after = of(histogram(options));
		// to count takes memory too; other threads may have made objects at one of the
		// two times
		Census counting = of(second).minus(of(first)).least(of(before).minus(of(second)));
		return after.minus(of(before)).minus(counting);
	}

	/** All collections so far: as long as there is no other one, the dead are there. */
	private static long collections() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionCount)
			.sum();
	}

	/** The classes with their objects; the dead are collected before, or count too. */
	private static String histogram(String... options) throws JMException {
		return (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { options }, new String[] { String[].class.getName() });
	}

	private static Census of(String histogram) {
		Map<String, Count> counts = new HashMap<>();
		ROW.matcher(histogram)
			.results()
			.forEach((row) -> counts.merge(row.group(3),
					new Count(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))), Count::plus));
		counts.keySet().removeIf((type) -> FILLERS.contains(type) || type.startsWith(MOCKS));
		return new Census(counts);
	}

	private Census minus(Census other) {
		Map<String, Count> counts = new HashMap<>(this.counts);
		other.counts.forEach((type, count) -> counts.merge(type, count.negated(), Count::plus));
		return new Census(counts);
	}

	/** Of each class the smaller one of two counts. */
	private Census least(Census other) {
		Map<String, Count> counts = new HashMap<>(this.counts);
		counts.replaceAll((type, count) -> count.least(other.counts.getOrDefault(type, new Count(0, 0))));
		return new Census(counts);
	}

	/** Without the classes of which there are only a few objects. */
	Census atLeast(double objects) {
		return new Census(this.counts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().objects() > objects)
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
	}

	Count total() {
		return this.counts.values().stream().reduce(new Count(0, 0), Count::plus);
	}

	/** The share of one of many, for people. */
	String describe(int times) {
		return new TreeMap<>(this.counts).entrySet()
			.stream()
			.map((entry) -> String.format(Locale.ROOT, "%.2f %s", (double) entry.getValue().objects() / times,
					entry.getKey()))
			.collect(Collectors.joining(", "));
	}

	/** Makes objects. */
	@FunctionalInterface
	public interface Work {

		/**
		 * Makes them.
		 * @throws Exception any
		 */
		void run() throws Exception;

	}

	/**
	 * Some objects.
	 *
	 * @param objects how many
	 * @param bytes what they take
	 */
	public record Count(long objects, long bytes) {

		Count negated() {
			return new Count(-this.objects, -this.bytes);
		}

		Count least(Count other) {
			return (this.objects < other.objects) ? this : other;
		}

		Count plus(Count other) {
			return new Count(this.objects + other.objects, this.bytes + other.bytes);
		}

	}

}
