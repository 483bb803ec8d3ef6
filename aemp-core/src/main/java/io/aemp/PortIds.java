package io.aemp;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Parses port IDs. A port ID is {@code node#port}, split at the first {@code #}; a node
 * ID alone names the node port.
 */
public final class PortIds {

	private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9_\\-.:/]+");

	private PortIds() {
	}

	/**
	 * The node of a port (AEMP manual: {@code node_of}).
	 * @param portId a port ID or a node ID
	 * @return the node ID
	 */
	public static String nodeOf(String portId) {
		int hash = portId.indexOf('#');
		return (hash < 0) ? portId : portId.substring(0, hash);
	}

	/**
	 * The name of a port within its node.
	 * @param portId a port ID or a node ID
	 * @return the port name, empty for a node port
	 */
	public static String nameOf(String portId) {
		int hash = portId.indexOf('#');
		return (hash < 0) ? "" : portId.substring(hash + 1);
	}

	/**
	 * Whether a value has the form of the ID of a port that is not a node port.
	 * @param value any value; bytes count as text
	 * @return whether it could be a port ID
	 */
	public static boolean isPortId(@Nullable Object value) {
		String text = (value instanceof byte[] bytes) ? Values.latin1(bytes)
				: (value instanceof String string) ? string : "";
		int hash = text.indexOf('#');
		if (hash <= 0 || hash == text.length() - 1 || !isPeerNodeId(text, hash)) {
			return false;
		}
		for (int i = hash; i < text.length(); i++) {
			if (Character.isISOControl(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a text is valid as the ID of a node of this library: letters, digits and
	 * {@code _ - . : /}.
	 * @param nodeId a node ID
	 * @return whether it is valid
	 */
	public static boolean isNodeId(String nodeId) {
		return NODE_ID.matcher(nodeId).matches();
	}

	/**
	 * Whether a text is acceptable as the ID of a peer: printable characters except
	 * blanks and {@code #}.
	 * @param nodeId a node ID
	 * @return whether it is acceptable
	 */
	public static boolean isPeerNodeId(String nodeId) {
		return isPeerNodeId(nodeId, nodeId.length());
	}

	/** Whether the beginning of a text is acceptable; makes no object. */
	private static boolean isPeerNodeId(String text, int length) {
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			if (c == '#' || Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
				return false;
			}
		}
		return length > 0;
	}

}
