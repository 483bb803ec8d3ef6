package io.aemp.groups;

import java.util.List;

/** Receives the changes of a group (version 1: the callback of {@code grp_mon}). */
@FunctionalInterface
public interface GroupListener {

	/**
	 * The group has other members now. The first call reports the present members as
	 * added, and comes for an empty group too.
	 * @param members the IDs of all ports of the group, in no particular order
	 * @param added the IDs of the new members
	 * @param deleted the IDs of those that are no longer members
	 */
	void changed(List<String> members, List<String> added, List<String> deleted);

}
