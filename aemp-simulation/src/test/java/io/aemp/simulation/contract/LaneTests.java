package io.aemp.simulation.contract;

import io.aemp.simulation.Simulation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The oracle objects to a hole where a monitor should have told, and nowhere else. */
class LaneTests {

	private static final String PORT = "b#port";

	private final Member member = new Member(new Oracle(Simulation.of(7), false, false), "a", 0, true);

	private final Sender sender = new Sender("a#sender", this.member);

	private final Lane lane = new Lane(this.sender, PORT);

	@Test
	void aMonitorHoldsBackWhatFollowsALoss() {
		monitorFor(new Sender("a#informed", this.member));
		sendThree();
		this.lane.deliver(1);
		assertThatExceptionOfType(Violation.class).isThrownBy(() -> this.lane.deliver(3))
			.withMessageContaining("2 is missing");
	}

	/** Its mailbox is closed, and with it the monitor; that it is dead is told later. */
	@Test
	void aMonitorEndsWithWhomItInforms() {
		monitorFor(new Sender("a#informed", this.member) {

			@Override
			boolean mayBeDead() {
				return true;
			}

		});
		sendThree();
		this.lane.deliver(1);
		assertThatCode(() -> this.lane.deliver(3)).doesNotThrowAnyException();
	}

	private void monitorFor(Sender informed) {
		new Watch(0, Watch.Form.KILL, this.sender, informed, PORT, false).covers(this.lane);
	}

	private void sendThree() {
		for (int i = 0; i < 3; i++) {
			this.lane.send(false);
		}
	}

}
