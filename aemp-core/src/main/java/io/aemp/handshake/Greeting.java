package io.aemp.handshake;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.PortIds;
import io.aemp.Values;

/**
 * The first line that a node sends.
 *
 * @param node its node ID
 * @param methods the authentication methods that it accepts, best first
 * @param framings the framings that it understands, best first
 * @param keys the key=value pairs, with unescaped values
 */
record Greeting(String node, List<String> methods, List<String> framings, Map<String, String> keys) {

	/** The greeting of a peer until it has arrived. */
	static final Greeting NONE = new Greeting("", List.of(), List.of(), Map.of());

	/** The key of a node that proves itself by the secret that its peer has used. */
	static final String FOLLOWS_KEY = "follows";

	/**
	 * The key whose value tells the processes apart that have the same node ID. The one
	 * that has started first has the lowest value.
	 */
	static final String INSTANCE_KEY = "instance";

	private static final String PROTOCOL = "aemp";

	private static final String VERSION = "1";

	private static final int FIXED_FIELDS = 5;

	static Greeting parse(String line) throws HandshakeRefusedException {
		String[] fields = line.split(";", -1);
		if (!fields[0].equals(PROTOCOL)) {
			throw new HandshakeRefusedException(HandshakeProblem.PROTOCOL,
					fields[0].startsWith(PROTOCOL + "-")
							? "the peer asks for protocol " + quote(fields[0]) + ", which is not known here"
							: "the peer does not speak AEMP");
		}
		if (fields.length < FIXED_FIELDS) {
			throw new HandshakeRefusedException(HandshakeProblem.PROTOCOL, "the peer's greeting is incomplete");
		}
		if (!fields[1].equals(VERSION)) {
			throw new HandshakeRefusedException(HandshakeProblem.VERSION,
					"the peer speaks version " + quote(fields[1]) + " of the protocol, this node version " + VERSION);
		}
		if (!PortIds.isPeerNodeId(fields[2])) {
			throw new HandshakeRefusedException(HandshakeProblem.PROTOCOL,
					"the peer calls itself " + quote(fields[2]) + ", which is no node ID");
		}
		return new Greeting(fields[2], names(fields[3]), names(fields[4]), keys(fields));
	}

	private static List<String> names(String field) {
		return Arrays.stream(field.split(",")).filter((name) -> !name.isEmpty()).toList();
	}

	private static Map<String, String> keys(String[] fields) {
		Map<String, String> keys = new LinkedHashMap<>();
		Arrays.stream(fields, FIXED_FIELDS, fields.length).forEach((field) -> {
			int equals = field.indexOf('=');
			if (equals > 0) {
				keys.put(field.substring(0, equals), unescape(field.substring(equals + 1)));
			}
		});
		return Map.copyOf(keys);
	}

	String line() {
		StringBuilder line = new StringBuilder(String.join(";", PROTOCOL, VERSION, this.node,
				String.join(",", this.methods), String.join(",", this.framings)));
		this.keys.forEach((key, value) -> line.append(';').append(key).append('=').append(escape(value)));
		return line.toString();
	}

	boolean offersTls() {
		return this.keys.getOrDefault("tls", "").startsWith("1.");
	}

	boolean followsPeer() {
		return this.keys.containsKey(FOLLOWS_KEY);
	}

	String instance() {
		return this.keys.getOrDefault(INSTANCE_KEY, "");
	}

	private static String escape(String value) {
		return value.replace("%", "%25").replace(";", "%3b");
	}

	private static String unescape(String value) {
		return value.replace("%3b", ";").replace("%3B", ";").replace("%25", "%");
	}

	private static String quote(String text) {
		return "'" + Values.display(text) + "'";
	}

}
