package io.aemp.groups;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;

/**
 * The groups of ports of version 1, as AnyEvent::MP::Global exports them. A group is a
 * family of the database, its members are the subkeys; Perl and Java programs share them.
 * Any thread may call any method, and no method blocks. To be closed, unless it lives as
 * long as the node.
 */
public final class Groups implements AutoCloseable {

	private final Node node;

	/** Owns the monitors of the groups that somebody wants to get. */
	private final Port port;

	private final Set<String> followed = ConcurrentHashMap.newKeySet();

	/**
	 * Shows the database of a node as groups.
	 * @param node this node
	 */
	public Groups(Node node) {
		this.node = node;
		this.port = node.open(PortOptions.DEFAULTS.label("groups"));
	}

	/**
	 * Makes a port a member of a group until it dies (version 1: {@code grp_reg}).
	 * @param group the name of a family
	 * @param port the port ID, preferably of a local port
	 * @return ends the membership
	 * @throws IllegalArgumentException if the name is no name of a family, or the text is
	 * not a port ID
	 */
	public Guard register(String group, String port) {
		return this.node.database().register(group, port);
	}

	/**
	 * The members of a group as far as this node knows them now (version 1:
	 * {@code grp_get}). In Perl each node that uses groups holds the whole database. This
	 * node keeps the groups that it was asked for: the first call for a group begins to
	 * follow it, and usually returns nothing. {@link #monitor} tells when its members are
	 * known, and {@link io.aemp.Database#keys(String)} waits for them.
	 * @param group the name of a family
	 * @return the IDs of the members, in no particular order; empty if there are none,
	 * where Perl returns an undefined value
	 * @throws IllegalArgumentException if the name is no name of a family
	 */
	public List<String> get(String group) {
		try {
			return List.copyOf(this.node.database().snapshot(group).keySet());
		}
		catch (IllegalStateException ex) {
			// nobody here follows it yet
			follow(group);
			return List.of();
		}
	}

	private void follow(String group) {
		if (this.followed.add(group)) {
			try {
				this.port.execute(() -> this.node.database().monitor(group, (change) -> {
				}));
			}
			catch (RejectedExecutionException ex) {
				// closed
			}
		}
	}

	/**
	 * Monitors a group (version 1: {@code grp_mon}). Calls never overlap. Inside a port,
	 * the listener runs in that port and ends with it; otherwise it runs on a thread of
	 * the node that may block.
	 * @param group the name of a family
	 * @param listener receives the members now, and each change
	 * @return stops the monitor
	 * @throws IllegalArgumentException if the name is no name of a family
	 */
	public Guard monitor(String group, GroupListener listener) {
		AtomicBoolean begun = new AtomicBoolean();
		return this.node.database().monitor(group, (change) -> {
			// groups of version 1 have no values that could change
			if (!begun.getAndSet(true) || isOfMembers(change)) {
				listener.changed(List.copyOf(change.contents().keySet()), List.copyOf(change.added()),
						List.copyOf(change.deleted()));
			}
		});
	}

	private static boolean isOfMembers(FamilyChange change) {
		return !change.added().isEmpty() || !change.deleted().isEmpty();
	}

	/** Stops following groups; memberships and monitors stay. */
	@Override
	public void close() {
		this.port.kill();
	}

}
