package io.aemp.boot.client;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** The members of this node one after the other; if there are none, all others. */
final class Nearest implements Choice {

	private final Predicate<String> isLocal;

	private final Choice among = new RoundRobin();

	/**
	 * Creates the rule.
	 * @param isLocal whether a member belongs to this node
	 */
	Nearest(Predicate<String> isLocal) {
		this.isLocal = isLocal;
	}

	@Override
	public String choose(List<String> members, @Nullable String key) {
		List<String> local = members.stream().filter(this.isLocal).toList();
		return this.among.choose(local.isEmpty() ? members : local, key);
	}

}
