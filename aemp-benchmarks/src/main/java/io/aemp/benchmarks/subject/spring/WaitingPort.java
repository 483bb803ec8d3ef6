package io.aemp.benchmarks.subject.spring;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;

/** A bean whose handlers wait, as for a database, each of its ports for itself. */
@AempPort(name = WaitingPort.NAME, ports = WaitingPort.PORTS)
class WaitingPort {

	static final String NAME = "waiting";

	static final int PORTS = 8;

	private static final int MILLIS = 10;

	/** Waits if the number is divisible. */
	@Receive("wait")
	int answer(int number, int oneIn) throws InterruptedException {
		if (number % oneIn == 0) {
			Thread.sleep(MILLIS);
		}
		return number;
	}

}
