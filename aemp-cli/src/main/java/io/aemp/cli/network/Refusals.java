package io.aemp.cli.network;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import org.jspecify.annotations.Nullable;

/** Waits for the first connection to a seed. Fails when each seed was refused. */
final class Refusals implements NodeObserver {

	private final int seeds;

	private final Map<String, String> problems = new ConcurrentHashMap<>();

	private final CompletableFuture<@Nullable Void> up = new CompletableFuture<>();

	Refusals(int seeds) {
		this.seeds = seeds;
	}

	/** Completes with the first connection. */
	CompletableFuture<@Nullable Void> up() {
		return this.up;
	}

	@Override
	public void peerUp(PeerInfo peer) {
		this.up.complete(null);
	}

	@Override
	public void connectionRefused(String address, String problem) {
		this.problems.put(address, problem);
		if (this.problems.size() >= this.seeds) {
			this.up.completeExceptionally(new CommandException(ExitStatus.FAILED, "no connection to seed " + address
					+ ": " + problem + ". Compare the secret, or the certificate, with that of the network."));
		}
	}

}
