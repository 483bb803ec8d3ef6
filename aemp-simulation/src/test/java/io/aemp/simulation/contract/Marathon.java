package io.aemp.simulation.contract;

import io.aemp.simulation.Statistics;

/**
 * Tells many stories one after the other and goes on after a violation; for long runs.
 * One story comes with its log. Arguments: the first seed, how many, and how many nodes
 * each story has (0 for chance).
 */
final class Marathon {

	private Marathon() {
	}

	public static void main(String[] arguments) {
		long first = Long.parseLong(arguments[0]);
		long count = Long.parseLong(arguments[1]);
		int nodes = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : 0;
		Statistics statistics = new Statistics();
		Tally tally = new Tally();
		int failures = 0;
		for (long seed = first; seed < first + count; seed++) {
			Story story = new Story(seed, nodes);
			if (count == 1) {
				story.simulation().journal().follow(System.out::println);
			}
			try {
				story.tell(Story.EVENTS);
			}
			catch (AssertionError ex) {
				failures++;
				System.out.println(ex.getMessage());
			}
			statistics.add(story.statistics());
			tally.add(story.oracle().tally());
		}
		System.out.println("Violations in " + failures + " of " + count + " seeds; " + statistics + "; " + tally);
	}

}
