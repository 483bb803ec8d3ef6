package io.aemp.faults;

import org.junit.jupiter.api.Test;

/** A few seconds of a sender that is twice as fast as its receiver. */
class OverloadTests {

	@Test
	void memoryOfBothSidesIsBounded() {
		OverloadedPair.run(5);
	}

}
