package io.aemp.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.aemp.HostPort;

/** Speaks the protocol by hand over a plain socket. */
final class RawPeer implements AutoCloseable {

	/** With a secret, and JSON in both directions. */
	static final String GREETING = "aemp;1;raw;hmac_sha3_512;json;provider=by-hand";

	private Socket socket;

	String ownLines = "";

	String peerLines = "";

	RawPeer(Socket socket) throws IOException {
		socket.setSoTimeout(TestNode.SECONDS * 1000);
		socket.setTcpNoDelay(true);
		this.socket = socket;
	}

	static RawPeer connect(String address) throws IOException {
		HostPort target = HostPort.parse("address", address);
		return new RawPeer(new Socket(target.host(), target.port()));
	}

	/**
	 * A client by hand that is authenticated and has sent packets in the same segment.
	 */
	static RawPeer established(TestNode node, String packets) throws Exception {
		RawPeer raw = connect(node.listen());
		raw.greet(GREETING, "nonce");
		raw.send("hmac_sha3_512;" + raw.hmac("geheim") + ";json\n" + packets);
		raw.readLine();
		return raw;
	}

	/** Connects from an address of this host that is not the usual one. */
	static RawPeer connect(String address, String from) throws IOException {
		HostPort target = HostPort.parse("address", address);
		return new RawPeer(
				new Socket(InetAddress.getByName(target.host()), target.port(), InetAddress.getByName(from), 0));
	}

	static RawPeer accept(ServerSocket listener) throws IOException {
		return new RawPeer(listener.accept());
	}

	/** Exchanges greetings. */
	RawPeer greet(String greeting, String nonce) throws IOException {
		sendGreeting(greeting, nonce);
		readGreeting();
		return this;
	}

	void sendGreeting(String greeting, String nonce) throws IOException {
		this.ownLines = greeting + "\n" + nonce + "\n";
		send(this.ownLines);
	}

	void readGreeting() throws IOException {
		this.peerLines = readLine() + "\n" + readLine() + "\n";
	}

	String hmac(String secret) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA3-512");
		mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.ISO_8859_1), "HmacSHA3-512"));
		return HexFormat.of().formatHex(mac.doFinal(bytes(this.ownLines + this.peerLines)));
	}

	String tlsToken() throws Exception {
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA3-512").digest(bytes(this.ownLines + this.peerLines)));
	}

	void startTls(SSLContext context, boolean client, String protocol) throws IOException {
		SSLSocket secured = (SSLSocket) context.getSocketFactory()
			.createSocket(this.socket, "peer.invalid", this.socket.getPort(), true);
		secured.setEnabledProtocols(new String[] { protocol });
		secured.setUseClientMode(client);
		secured.setNeedClientAuth(true);
		secured.startHandshake();
		this.socket = secured;
	}

	String tlsProtocol() {
		return ((SSLSocket) this.socket).getSession().getProtocol();
	}

	void send(String text) throws IOException {
		send(bytes(text));
	}

	void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	/** The next line without its end, or {@code null} at the end. */
	String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		InputStream input = this.socket.getInputStream();
		for (int octet = input.read(); octet != '\n'; octet = input.read()) {
			if (octet < 0) {
				return null;
			}
			line.write(octet);
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	String read(int length) throws IOException {
		return new String(this.socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
	}

	/** Waits for the end, however it comes, and gives what came before. */
	String readToEnd() {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		try {
			this.socket.getInputStream().transferTo(all);
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("The connection does not end", ex);
		}
		catch (IOException ex) {
			// a reset is an end too
		}
		return all.toString(StandardCharsets.ISO_8859_1);
	}

	void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
