package io.aemp.handshake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Secret;
import io.aemp.Values;

/**
 * Whole conversations. The first byte chooses what this side is configured for; the rest
 * are lines. A line {@code @} stands for what a real peer says at that point, who knows
 * the secret: so the fuzzer gets behind the greeting, but cannot get in.
 */
public final class HandshakeFuzz {

	private static final String SECRET = "7kQ0-vZ3x!pW9_secret_Yr2";

	private static final String ANOTHER = "another secret of before";

	private static final String REAL = "@";

	private static final List<String> FRAMINGS = List.of("cbor", "json");

	private HandshakeFuzz() {
	}

	/**
	 * Takes an input.
	 * @param input choice and lines
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length < 1) {
			return;
		}
		boolean secret = (input[0] & 1) == 0;
		boolean open = (input[0] & 2) != 0;
		boolean two = (input[0] & 4) != 0;
		String text = Values.latin1(input).substring(1);
		HandshakeSettings settings = settings("me",
				secret ? (two ? List.of(ANOTHER, SECRET) : List.of(SECRET)) : List.of(), open);
		Handshake self = new Handshake(settings, "127.0.0.1:1", new Random(1), (node) -> Optional.empty());
		RealPeer peer = new RealPeer(settings("peer", List.of(SECRET), false));
		peer.hear(self.greeting());
		boolean genuine = true;
		for (String line : text.split("\n", -1)) {
			boolean real = line.equals(REAL) && peer.hasLine();
			genuine &= real;
			for (HandshakeStep step : self.line(real ? peer.line() : line)) {
				if (step instanceof HandshakeStep.Send send) {
					peer.hear(send);
				}
				else if (step instanceof HandshakeStep.Refuse refuse) {
					checkText(refuse.text());
					// the fuzzer sees what is compared, so it may learn the secret
					require(text.contains(SECRET) || !refuse.text().contains(SECRET), "the secret is told");
					require(!genuine || !secret, "a genuine peer is refused");
					return;
				}
				else if (step instanceof HandshakeStep.Up up) {
					require(genuine, "a peer without the secret is up");
					require(up.peer().node().equals("peer") && FRAMINGS.contains(up.peer().framing()),
							"the peer is not what it said");
					return;
				}
			}
			require(self.claimedNode().length() <= Handshake.LINE_LIMIT, "a long node ID");
		}
	}

	private static HandshakeSettings settings(String node, List<String> secrets, boolean open) {
		NodeConfigurationBuilder builder = NodeConfiguration.builder().nodeId(node);
		List<Secret> known = secrets.stream().map(Secret::of).toList();
		if (!known.isEmpty()) {
			builder.secret(known.get(0)).acceptedSecrets(known.subList(1, known.size()));
		}
		List<String> methods = new ArrayList<>(List.of("tls_sha3_512", "hmac_sha3_512"));
		if (open) {
			methods.add("tls_anon");
		}
		return new HandshakeSettings(builder.authAccept(methods).build(), node, FRAMINGS);
	}

	/** What people are told cannot forge lines of a log, nor fill it. */
	static void checkText(String text) {
		require(text.chars().noneMatch(Character::isISOControl), "a control character is told");
		require(text.length() < 2000, "a long text is told");
	}

	private static void require(boolean condition, String problem) {
		if (!condition) {
			throw new AssertionError(problem);
		}
	}

	/** The other side, by our own code. */
	private static final class RealPeer {

		private final Handshake handshake;

		private final Deque<String> lines = new ArrayDeque<>();

		private boolean over;

		RealPeer(HandshakeSettings settings) {
			this.handshake = new Handshake(settings, "127.0.0.1:2", new Random(2), (node) -> Optional.empty());
			say(this.handshake.greeting());
		}

		private void say(HandshakeStep.Send send) {
			this.lines.addAll(List.of(send.lines().split("\n")));
		}

		void hear(HandshakeStep.Send send) {
			for (String line : send.lines().split("\n")) {
				if (!this.over) {
					this.handshake.line(line).forEach((step) -> {
						if (step instanceof HandshakeStep.Send answer) {
							say(answer);
						}
						this.over |= step instanceof HandshakeStep.Up || step instanceof HandshakeStep.Refuse;
					});
				}
			}
		}

		boolean hasLine() {
			return !this.lines.isEmpty();
		}

		String line() {
			return this.lines.remove();
		}

	}

}
