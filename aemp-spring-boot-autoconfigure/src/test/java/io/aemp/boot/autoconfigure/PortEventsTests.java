package io.aemp.boot.autoconfigure;

import io.aemp.Reason;
import io.aemp.boot.event.PortDiedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PortEventsTests {

	@Test
	void aListenerThatFailsIsLogged(CapturedOutput output) {
		PortEvents events = new PortEvents((event) -> {
			throw new AssertionError("from a listener");
		}, new ClosingContext(new GenericApplicationContext()));
		events.died(new PortDiedEvent("a#1", Reason.of("die", "by the test")));
		events.died(new PortDiedEvent("a#2", Reason.of("die", "by the test")));
		Awaitility.await()
			.untilAsserted(() -> assertThat(output).contains("failed to handle PortDiedEvent[port=a#1",
					"failed to handle PortDiedEvent[port=a#2", "from a listener"));
		assertThat(output).doesNotContain("Exception in thread");
		events.close();
	}

}
