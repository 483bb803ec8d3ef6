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
 * @param protocol what the connection is to carry
 * @param node its node ID
 * @param methods the authentication methods that it accepts, best first
 * @param framings the framings that it understands, best first
 * @param keys the key=value pairs, with unescaped values
 */
record Greeting(String protocol, String node, List<String> methods, List<String> framings, Map<String, String> keys) {

	/** The greeting of a peer until it has arrived. */
	static final Greeting NONE = new Greeting("", "", List.of(), List.of(), Map.of());

	/** The key of a node that proves itself by the secret that its peer has used. */
	static final String FOLLOWS_KEY = "follows";

	/**
	 * The key whose value tells the processes apart that have the same node ID. The one
	 * that has started first has the lowest value.
	 */
	static final String INSTANCE_KEY = "instance";

	/** The protocol of a connection that carries messages. */
	static final String MESSAGES = "aemp";

	/** The protocol of a connection that becomes a stream of bytes. */
	static final String STREAM = "aemp-dataconn";

	/** The key of the stream that a node asks for. */
	static final String STREAM_ID_KEY = "dataconn_id";

	/** The key of a node that can make streams in both directions. */
	static final String STREAMS_KEY = "dataconn";

	private static final String VERSION = "1";

	private static final int FIXED_FIELDS = 5;

	static Greeting parse(String line) throws HandshakeRefusedException {
		String[] fields = line.split(";", -1);
		if (!fields[0].equals(MESSAGES) && !fields[0].equals(STREAM)) {
			throw new HandshakeRefusedException(HandshakeProblem.PROTOCOL,
					fields[0].startsWith(MESSAGES + "-") ? unknown(fields[0]) : "the peer does not speak AEMP");
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
		return new Greeting(fields[0], fields[2], names(fields[3]), names(fields[4]), keys(fields));
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
		StringBuilder line = new StringBuilder(String.join(";", this.protocol, VERSION, this.node,
				String.join(",", this.methods), String.join(",", this.framings)));
		this.keys.forEach((key, value) -> line.append(';').append(key).append('=').append(escape(value)));
		return line.toString();
	}

	/** What to say of a protocol that is not spoken. */
	static String unknown(String protocol) {
		return "the peer asks for protocol " + quote(protocol) + ", which is not known here";
	}

	boolean isForStream() {
		return this.protocol.equals(STREAM);
	}

	/** Whether the peer also waits for the proof of the other side of a stream. */
	boolean knowsStreams() {
		return this.keys.containsKey(STREAMS_KEY);
	}

	String streamId() {
		return this.keys.getOrDefault(STREAM_ID_KEY, "");
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
