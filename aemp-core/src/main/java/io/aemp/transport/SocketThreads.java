package io.aemp.transport;

import java.util.concurrent.ThreadFactory;

import io.aemp.dispatch.NodeThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;

/**
 * Makes the threads that serve sockets. It is created with the node, so that these
 * threads have the class loader of whoever created it, and not of whoever lets the node
 * join the network.
 *
 * @param loops makes the threads of event loops
 * @param streams makes the threads of event loops for streams of bytes
 * @param standby makes the threads that serve the sockets while those are busy
 * @param resolver makes the threads that look up host names
 * @param alive makes a thread that keeps the JVM running
 */
record SocketThreads(ThreadFactory loops, ThreadFactory streams, ThreadFactory standby, ThreadFactory resolver,
		ThreadFactory alive) {

	static SocketThreads of(String node) {
		String prefix = "aemp-" + node;
		return new SocketThreads(fast(prefix + "-io-"), fast(prefix + "-stream-"), fast(prefix + "-standby-"),
				new NodeThreadFactory(prefix + "-dns-"), new NodeThreadFactory(prefix + "-alive-", false));
	}

	/** Threads that find the thread locals of Netty at once. */
	private static ThreadFactory fast(String prefix) {
		NodeThreadFactory threads = new NodeThreadFactory(prefix);
		return (task) -> threads.newThread(() -> new FastThreadLocalThread(task));
	}

}
