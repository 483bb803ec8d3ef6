package io.aemp.boot.test.app;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;

/** Counts. */
@AempPort(families = "counters")
public class Counter {

	private int count;

	@Receive("count")
	int count() {
		return ++this.count;
	}

}
