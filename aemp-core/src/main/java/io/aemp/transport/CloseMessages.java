package io.aemp.transport;

import java.lang.reflect.InvocationTargetException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLException;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;

/** Describes why a connection ended, in the words that are customary in AEMP. */
final class CloseMessages {

	static final String END_OF_FILE = "Unexpected end-of-file";

	static final String TIMEOUT = "connect timeout";

	/**
	 * The text for each part of an exception message; those messages depend on the
	 * platform.
	 */
	private static final Map<String, String> WORDS = Map.of("reset", "Connection reset by peer", "broken pipe",
			"Broken pipe", "refused", "Connection refused", "no route to host", "No route to host",
			"network is unreachable", "Network is unreachable", "timed out", "Connection timed out",
			"too many open files", "Too many open files");

	private CloseMessages() {
	}

	static String text(Throwable cause) {
		if ((cause instanceof DecoderException || isWrapper(cause)) && cause.getCause() != null) {
			return text(cause.getCause());
		}
		if (cause instanceof ClosedChannelException) {
			return END_OF_FILE;
		}
		if (cause instanceof ConnectTimeoutException) {
			return TIMEOUT;
		}
		String message = String.valueOf(cause.getMessage());
		if (cause instanceof UnknownHostException) {
			return "unknown host: " + message;
		}
		if (cause instanceof NotSslRecordException) {
			// its message shows the input, which may contain a secret
			return "TLS: the peer goes on without it";
		}
		if (cause instanceof SSLException) {
			return "TLS: " + message;
		}
		String words = message.toLowerCase(Locale.ROOT);
		return WORDS.entrySet()
			.stream()
			.filter((entry) -> words.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseGet(() -> (cause.getMessage() != null) ? message : cause.getClass().getName());
	}

	/** Whether Netty tells only what it could not make, and the cause tells why. */
	private static boolean isWrapper(Throwable cause) {
		return cause.getClass() == ChannelException.class || cause instanceof InvocationTargetException;
	}

	static boolean isTls(Throwable cause) {
		return cause instanceof SSLException
				|| cause instanceof DecoderException && cause.getCause() != null && isTls(cause.getCause());
	}

}
