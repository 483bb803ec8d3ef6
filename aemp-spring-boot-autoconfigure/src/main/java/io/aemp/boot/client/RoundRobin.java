package io.aemp.boot.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** One member after the other. */
final class RoundRobin implements Choice {

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public String choose(List<String> members, @Nullable String key) {
		return members.get(Math.floorMod(this.turn.getAndIncrement(), members.size()));
	}

}
