package io.aemp.transport;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import io.netty.channel.Channel;

/**
 * The connections that others made and that are not authenticated yet. When there are too
 * many, the oldest has to go.
 */
final class Strangers {

	/** Told to the pipeline of a connection that has to go. */
	static final Object GO = new Object();

	static final int LIMIT = 1000;

	private final Set<Channel> channels = new LinkedHashSet<>();

	void add(Channel channel) {
		Channel oldest = addAndTakeOldest(channel);
		if (oldest != channel) {
			oldest.pipeline().fireUserEventTriggered(GO);
		}
	}

	/** The channel itself if nobody has to go. */
	private synchronized Channel addAndTakeOldest(Channel channel) {
		this.channels.add(channel);
		if (this.channels.size() <= LIMIT) {
			return channel;
		}
		Iterator<Channel> oldestFirst = this.channels.iterator();
		Channel oldest = oldestFirst.next();
		oldestFirst.remove();
		return oldest;
	}

	synchronized void remove(Channel channel) {
		this.channels.remove(channel);
	}

}
