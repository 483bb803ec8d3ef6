package io.aemp.handshake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Secret;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What two sides find out of whom a node ID is taken. */
class TakenIdTests {

	private static final String FIRST = HandshakeSettings.instance(Instant.ofEpochMilli(1000), () -> -1);

	private static final String SECOND = HandshakeSettings.instance(Instant.ofEpochMilli(1001), () -> 0);

	private final Random random = new Random(1);

	@Test
	void theFirstOfTwoProcessesTellsTheSecondWhoeverHasDialled() {
		for (boolean dialled : new boolean[] { true, false }) {
			Side first = side("same", FIRST, "geheim", (side) -> side.handshake.objectionToRival(dialled));
			Side second = side("same", SECOND, "geheim", (side) -> side.handshake.objectionToRival(!dialled));
			shakeHands(first, second);
			assertThat(first.refusal()).isEqualTo(HandshakeProblem.ID_CLAIMED);
			assertThat(second.refusal()).isEqualTo(HandshakeProblem.ID_TAKEN);
		}
	}

	@Test
	void aConnectionToItselfIsToldFromOneToAnother() {
		for (String instance : List.of(FIRST, SECOND)) {
			Side one = side("same", FIRST, "geheim", (side) -> Optional.empty());
			Side two = side("same", instance, "geheim", (side) -> Optional.empty());
			one.receiveGreeting(two);
			assertThat(one.handshake.isRival()).isEqualTo(!instance.equals(FIRST));
		}
	}

	@Test
	void aNodeThatIsConnectedWithTheFirstTellsTheSecond() {
		Side hub = side("hub", FIRST, "geheim", (side) -> Optional.of(Objection.taken()));
		Side second = side("same", SECOND, "geheim", (side) -> Optional.empty());
		shakeHands(hub, second);
		assertThat(hub.refusal()).isEqualTo(HandshakeProblem.UNWANTED);
		assertThat(second.refusal()).isEqualTo(HandshakeProblem.ID_TAKEN);
		assertThat(second.text()).contains("'hub'");
	}

	@Test
	void whoeverFollowsThePeerIsToldAndTells() {
		Side hub = side("hub", FIRST, "geheim,alt", (side) -> Optional.of(Objection.taken()));
		Side second = side("same", SECOND, "geheim,alt", (side) -> Optional.empty());
		shakeHands(hub, second);
		assertThat(second.refusal()).isEqualTo(HandshakeProblem.ID_TAKEN);
	}

	@Test
	void aStrangerIsNotBelieved() {
		Side stranger = side("same", FIRST, "guessed", (side) -> side.handshake.objectionToRival(true));
		Side second = side("same", SECOND, "geheim", (side) -> side.handshake.objectionToRival(false));
		shakeHands(stranger, second);
		assertThat(second.refusal()).isEqualTo(HandshakeProblem.AUTHENTICATION);
	}

	@Test
	void aPeerThatDoesNotTellWhenItStartedWasThereFirstIfThisSideHasDialled() {
		Side perl = side("same", "", "geheim", (side) -> Optional.empty());
		Side second = side("same", SECOND, "geheim", (side) -> side.handshake.objectionToRival(true));
		shakeHands(perl, second);
		assertThat(second.refusal()).isEqualTo(HandshakeProblem.ID_TAKEN);
		Side first = side("same", FIRST, "geheim", (side) -> side.handshake.objectionToRival(false));
		shakeHands(first, side("same", "", "geheim", (side) -> Optional.empty()));
		assertThat(first.refusal()).isEqualTo(HandshakeProblem.ID_CLAIMED);
	}

	private Side side(String node, String instance, String secrets, Function<Side, Optional<Objection>> objection) {
		String[] known = secrets.split(",");
		NodeConfigurationBuilder configuration = NodeConfiguration.builder().secret(known[0]);
		if (known.length > 1) {
			configuration.acceptedSecrets(List.of(Secret.of(known[1])));
		}
		return new Side(new HandshakeSettings(configuration.build(), node, List.of("json"), "test", instance),
				this.random, objection);
	}

	private static void shakeHands(Side one, Side two) {
		one.send(List.of(one.handshake.greeting()));
		two.send(List.of(two.handshake.greeting()));
		while (one.receiveFrom(two) | two.receiveFrom(one)) {
			// until neither has anything to say
		}
	}

	/** One side, and what it has said and done. */
	private static final class Side {

		private final List<String> said = new ArrayList<>();

		private final List<HandshakeStep> steps = new ArrayList<>();

		private final Handshake handshake;

		Side(HandshakeSettings settings, Random random, Function<Side, Optional<Objection>> objection) {
			this.handshake = new Handshake(settings, "127.0.0.1:1", random, (node) -> objection.apply(this));
		}

		void send(List<? extends HandshakeStep> steps) {
			this.steps.addAll(steps);
			for (HandshakeStep step : steps) {
				if (step instanceof HandshakeStep.Send send) {
					this.said.addAll(List.of(send.lines().split("\n")));
				}
			}
		}

		void receiveGreeting(Side other) {
			this.handshake.line(other.handshake.greeting().lines().split("\n")[0]);
		}

		boolean receiveFrom(Side other) {
			if (other.said.isEmpty() || isOver()) {
				return false;
			}
			send(this.handshake.line(other.said.remove(0)));
			return true;
		}

		private boolean isOver() {
			return this.steps.stream()
				.anyMatch((step) -> step instanceof HandshakeStep.Refuse || step instanceof HandshakeStep.Up);
		}

		private HandshakeStep.Refuse last() {
			assertThat(this.steps).last().isInstanceOf(HandshakeStep.Refuse.class);
			return (HandshakeStep.Refuse) this.steps.get(this.steps.size() - 1);
		}

		HandshakeProblem refusal() {
			return last().problem();
		}

		String text() {
			return last().text();
		}

	}

}
