package io.aemp.boot.test.guide.plain;

import io.aemp.Node;
import io.aemp.boot.test.network.AempClock;
import io.aemp.boot.test.network.AempNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A node without Spring, for each test, and its network. */
@ExtendWith(OutputCaptureExtension.class)
abstract class PlainNode {

	final AempNetwork network = AempNetwork.create(AempClock.Mode.REAL);

	final Node node = this.network.node("here");

	@AfterEach
	void close() {
		this.network.close();
	}

}
