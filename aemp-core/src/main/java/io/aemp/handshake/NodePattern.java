package io.aemp.handshake;

import io.aemp.InvalidConfigurationException;
import io.aemp.PortIds;
import io.aemp.Values;

/**
 * A pattern for the node IDs that may connect.
 *
 * @param text a node ID, in which {@code *} stands for any text
 */
record NodePattern(String text) {

	private static final String SETTING = "admission.nodes";

	NodePattern {
		if (!PortIds.isPeerNodeId(text)) {
			throw new InvalidConfigurationException(SETTING,
					"'" + Values.display(text) + "' can be no node ID: it is empty, or has blanks or '#' in it.",
					"Give node IDs, with '*' for any text, for example 'worker/*'.");
		}
	}

	/**
	 * Matches without backtracking, so that no pattern and no node ID can make it slow.
	 * It finds the texts between the asterisks one after the other, the first at the
	 * beginning and the last at the end.
	 */
	boolean matches(String node) {
		String[] parts = this.text.split("\\*", -1);
		if (parts.length == 1) {
			return node.equals(this.text);
		}
		String last = parts[parts.length - 1];
		int from = parts[0].length();
		int end = node.length() - last.length();
		if (!node.startsWith(parts[0]) || !node.endsWith(last)) {
			return false;
		}
		for (int i = 1; i < parts.length - 1; i++) {
			int found = node.indexOf(parts[i], from);
			if (found < 0) {
				return false;
			}
			from = found + parts[i].length();
		}
		return from <= end;
	}

}
