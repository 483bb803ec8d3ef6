package io.aemp.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * A peer by hand: a socket and the wire protocol, step by step. It keeps to the rules
 * only as far as its test wants.
 */
final class RawPeer implements AutoCloseable {

	static final String SECRET = "geheim";

	private static final int TIMEOUT = 60_000;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final Socket socket;

	private final InputStream in;

	private RawFraming framing = RawFraming.JSON;

	private RawFraming.@Nullable Source source;

	private String greeting = "";

	private final String nonce = nonce();

	private String peerGreeting = "";

	private String peerNonce = "";

	private int syncs;

	RawPeer(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout(TIMEOUT);
		socket.setTcpNoDelay(true);
		this.in = new BufferedInputStream(socket.getInputStream());
	}

	/** Connects, and does nothing else yet. */
	static RawPeer dial(String address) throws IOException {
		int colon = address.lastIndexOf(':');
		return new RawPeer(new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
	}

	/** Connects as a peer that keeps to all rules. */
	static RawPeer connect(String address, String node, RawFraming framing) throws IOException {
		return dial(address).greet(node, framing).authenticate();
	}

	static ServerSocket listen() throws IOException {
		ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		server.setSoTimeout(TIMEOUT);
		return server;
	}

	static String address(ServerSocket server) {
		return "127.0.0.1:" + server.getLocalPort();
	}

	/** Takes a connection, and does nothing else yet. */
	static RawPeer accept(ServerSocket server) throws IOException {
		return new RawPeer(server.accept());
	}

	static RawPeer accept(ServerSocket server, String node, RawFraming framing) throws IOException {
		return accept(server).greet(node, framing).authenticate();
	}

	static String nonce() {
		byte[] bytes = new byte[33];
		RANDOM.nextBytes(bytes);
		return Base64.getEncoder().encodeToString(bytes);
	}

	static String greeting(String node, String methods, String framings, String... keys) {
		return String.join(";", "aemp", "1", node, methods, framings) + ";"
				+ Arrays.stream(keys).collect(Collectors.joining(";"));
	}

	RawPeer greet(String node, RawFraming framing) throws IOException {
		this.framing = framing;
		return greet(greeting(node, "tls_sha3_512,hmac_sha3_512,tls_anon,cleartext", framing.wireName(),
				"provider=raw-1", "mproto=1", "gproto=1"));
	}

	RawPeer greet(String greeting) throws IOException {
		this.greeting = greeting;
		write(greeting + "\n" + this.nonce + "\n");
		return this;
	}

	RawPeer greetSlowly(String node) throws IOException {
		this.greeting = greeting(node, "hmac_sha3_512", "json", "mproto=1");
		return writeSlowly((this.greeting + "\n" + this.nonce + "\n").getBytes(StandardCharsets.ISO_8859_1));
	}

	/** Greets with lines that end in CR LF. */
	RawPeer crLf(String greeting) throws IOException {
		this.greeting = greeting;
		return write(greeting + "\r\n" + this.nonce + "\r\n");
	}

	RawPeer use(RawFraming framing) {
		this.framing = framing;
		return this;
	}

	/** Takes the greeting of the peer, sends the own token, and checks the peer's. */
	RawPeer authenticate() throws IOException {
		readGreeting();
		write(authentication() + "\n");
		return verify();
	}

	RawPeer readGreeting() throws IOException {
		this.peerGreeting = line();
		this.peerNonce = line();
		return this;
	}

	String authentication() {
		return "hmac_sha3_512;" + ownToken(SECRET) + ";" + this.framing.wireName();
	}

	String ownToken(String secret) {
		return token(secret, this.greeting, this.nonce, this.peerGreeting, this.peerNonce);
	}

	/** As {@link #authenticate}, for a connection that carries no packets. */
	RawPeer authenticateStream() throws IOException {
		readGreeting();
		write(authentication() + "\n");
		verifyToken();
		return this;
	}

	RawPeer verify() throws IOException {
		String[] fields = verifyToken();
		this.source = RawFraming.valueOf(fields[2].toUpperCase(Locale.ROOT)).source(this.in);
		return this;
	}

	String[] verifyToken() throws IOException {
		String[] fields = line().split(";");
		String expected = token(SECRET, this.peerGreeting, this.peerNonce, this.greeting, this.nonce);
		if (!fields[0].equals("hmac_sha3_512") || !fields[1].equals(expected)) {
			throw new IOException("wrong authentication: " + String.join(";", fields));
		}
		return fields;
	}

	private static String token(String secret, String... lines) {
		try {
			Mac mac = Mac.getInstance("HmacSHA3-512");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.ISO_8859_1), "HmacSHA3-512"));
			String text = String.join("\n", lines) + "\n";
			return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** How long to wait for bytes. */
	RawPeer timeout(int millis) throws IOException {
		this.socket.setSoTimeout(millis);
		return this;
	}

	String peerGreeting() {
		return this.peerGreeting;
	}

	String peerNonce() {
		return this.peerNonce;
	}

	String peerNode() {
		return this.peerGreeting.split(";")[2];
	}

	int localPort() {
		return this.socket.getLocalPort();
	}

	Map<String, String> peerKeys() {
		Map<String, String> keys = new LinkedHashMap<>();
		Arrays.stream(this.peerGreeting.split(";")).skip(5).forEach((field) -> {
			String[] parts = field.split("=", 2);
			keys.put(parts[0], parts[1]);
		});
		return keys;
	}

	String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int octet = this.in.read(); octet != '\n'; octet = this.in.read()) {
			if (octet < 0) {
				throw new EOFException();
			}
			line.write(octet);
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	RawPeer write(String text) throws IOException {
		return write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/** Each byte in a segment of its own. */
	RawPeer writeSlowly(byte[] bytes) throws IOException {
		for (byte octet : bytes) {
			write(new byte[] { octet });
		}
		return this;
	}

	RawPeer write(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	/** A packet to a port. */
	RawPeer send(@Nullable Object... packet) throws IOException {
		return write(encode(packet));
	}

	/** A request to the node port. */
	RawPeer request(@Nullable Object... elements) throws IOException {
		List<@Nullable Object> packet = new ArrayList<>();
		packet.add("");
		packet.addAll(Arrays.asList(elements));
		return write(this.framing.encode(packet));
	}

	byte[] encode(@Nullable Object... packet) {
		return this.framing.encode(Arrays.asList(packet));
	}

	/** The next packet, bytes as text. */
	List<@Nullable Object> packet() throws IOException {
		return plain(rawPacket());
	}

	@SuppressWarnings("unchecked")
	List<@Nullable Object> rawPacket() throws IOException {
		if (this.source == null) {
			throw new IllegalStateException("no connection yet");
		}
		return (List<@Nullable Object>) this.source.next();
	}

	/** The next packet that begins like this; what comes before is skipped. */
	List<@Nullable Object> await(@Nullable Object... beginning) throws IOException {
		List<List<@Nullable Object>> skipped = new ArrayList<>();
		try {
			while (true) {
				List<@Nullable Object> packet = packet();
				if (packet.size() >= beginning.length
						&& packet.subList(0, beginning.length).equals(Arrays.asList(beginning))) {
					return packet;
				}
				skipped.add(packet);
			}
		}
		catch (IOException ex) {
			throw new IOException("instead of " + Arrays.asList(beginning) + " came " + skipped, ex);
		}
	}

	/**
	 * Has the peer relay a mark to this side, and gives what came before that. All
	 * earlier requests have taken effect then.
	 */
	List<List<@Nullable Object>> sync() throws IOException {
		String mark = "sync" + ++this.syncs;
		request("snd", this.greeting.split(";")[2] + "#" + mark, "x");
		return until(mark);
	}

	/** All packets before the next one to a port. */
	List<List<@Nullable Object>> until(String port) throws IOException {
		List<List<@Nullable Object>> packets = new ArrayList<>();
		while (true) {
			List<@Nullable Object> packet = packet();
			if (!packet.isEmpty() && port.equals(packet.get(0))) {
				return packets;
			}
			packets.add(packet);
		}
	}

	/** Waits for the end of the connection. Packets before that are skipped. */
	void awaitEnd() throws IOException {
		try {
			if (this.source != null) {
				while (true) {
					this.source.next();
				}
			}
			while (this.in.read() >= 0) {
				// whatever
			}
		}
		catch (EOFException | SocketException ex) {
			// that is it
		}
	}

	@SuppressWarnings("unchecked")
	private static <T> T plain(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return (T) new String(bytes, StandardCharsets.ISO_8859_1);
		}
		if (value instanceof Number number && !(value instanceof Double)) {
			return (T) (Object) number.longValue();
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> plain = new ArrayList<>();
			list.forEach((element) -> plain.add(plain(element)));
			return (T) plain;
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
			map.forEach((key, element) -> plain.put(plain(key), plain(element)));
			return (T) plain;
		}
		return (T) value;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
