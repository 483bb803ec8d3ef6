package io.aemp.faults;

import org.junit.jupiter.api.Test;

/**
 * A minute of a sender that is twice as fast as its receiver, with the memory of both in
 * each second. Not a part of the build, only run by name.
 */
class OverloadSoak {

	@Test
	void memoryOfBothSidesStaysFlat() {
		OverloadedPair.run(60);
	}

}
