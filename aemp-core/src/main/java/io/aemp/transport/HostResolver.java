package io.aemp.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Resolves host names. The resolver of the JDK blocks, so it runs on threads of its own,
 * which end after a second without work. There are many, because a name server that is
 * silent holds a thread up for long, and other names must not wait for that.
 */
final class HostResolver {

	private static final int THREADS = 32;

	private final Names names;

	private final ExecutorService executor;

	HostResolver(Names names, ThreadFactory threads) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads);
		pool.allowCoreThreadTimeOut(true);
		this.names = names;
		this.executor = pool;
	}

	/** Resolves a host; blocks until the answer arrives. */
	List<InetAddress> resolveNow(String host) throws UnknownHostException {
		return List.of(isAddress(host) ? InetAddress.getAllByName(host) : this.names.addresses(host));
	}

	/** Reads IP addresses. */
	static InetAddress[] parse(List<String> addresses) throws UnknownHostException {
		InetAddress[] parsed = new InetAddress[addresses.size()];
		for (int i = 0; i < parsed.length; i++) {
			parsed[i] = InetAddress.getByName(addresses.get(i));
		}
		return parsed;
	}

	private static boolean isAddress(String host) {
		return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
	}

	/**
	 * Resolves a host without blocking. The listeners of the future run on the given
	 * event loop.
	 */
	Future<List<InetAddress>> resolve(String host, EventExecutor loop) {
		Promise<List<InetAddress>> answer = loop.newPromise();
		Runnable lookup = () -> answer(answer, host);
		if (isAddress(host)) {
			lookup.run();
			return answer;
		}
		try {
			this.executor.execute(lookup);
		}
		catch (RejectedExecutionException ex) {
			answer.tryFailure(ex);
		}
		return answer;
	}

	private void answer(Promise<List<InetAddress>> answer, String host) {
		if (answer.isDone()) {
			return;
		}
		try {
			answer.trySuccess(resolveNow(host));
		}
		catch (UnknownHostException | RuntimeException ex) {
			answer.tryFailure(ex);
		}
	}

	void close() {
		this.executor.shutdownNow();
	}

	/** Looks up the addresses of a host name; may block. */
	@FunctionalInterface
	interface Names {

		InetAddress[] addresses(String host) throws UnknownHostException;

	}

}
