package io.aemp.node;

import java.time.Duration;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.dispatch.TimerWheel;
import io.aemp.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody fills the log of a node by what he sends. */
class LogFloodTests extends TwoMemoryNodes {

	@RegisterExtension
	private final CapturedLog log = new CapturedLog("io.aemp");

	@Test
	void portsThatDieOfWhatAPeerSends() {
		Reason reason = Reason.of("bad");
		isLimited("B#", () -> this.a.messenger.kill(this.b.open().id(), reason));
	}

	@Test
	void portsOfAPeerThatDieWhileOnlyACallHasWatchedThem() {
		Calls calls = new Calls(this.a.ports, this.a.messenger, null);
		isLimited("B#", () -> {
			Port port = this.b.open().receive((message) -> {
			});
			calls.call(port.id(), Message.of("q"), Duration.ofMillis(1));
			this.world.run();
			this.world.advance(Duration.ofMillis(1).plus(TimerWheel.TICK));
			this.b.messenger.kill(port.id(), Reason.of("bad"));
		});
	}

	@Test
	void callbacksOutsidePortsThatFail() {
		isLimited("callback outside", () -> {
			Port port = this.b.open();
			this.a.messenger.monitor(port.id(), true, (reason) -> {
				throw new IllegalStateException("this callback always fails");
			});
			port.kill("bad");
		});
	}

	@Test
	void requestsThatMakeNoSense() {
		isLimited("Dropped a packet", () -> this.a.messenger.send("B", Message.of("no such function")));
	}

	private void isLimited(String line, Runnable cause) {
		for (int i = 0; i < 20; i++) {
			cause.run();
		}
		this.world.run();
		assertThat(this.log.warnings(line)).hasSize(1);
		this.world.advance(Duration.ofSeconds(2));
		cause.run();
		this.world.run();
		assertThat(this.log.warnings(line)).hasSize(2).last().asString().contains("(and 19 more of this kind");
	}

}
