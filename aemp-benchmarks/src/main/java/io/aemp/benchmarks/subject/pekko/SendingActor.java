package io.aemp.benchmarks.subject.pekko;

import java.util.concurrent.BlockingQueue;

import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.Tag;
import org.apache.pekko.actor.ActorRef;

/** Takes what comes back to the sending side. */
final class SendingActor extends WatchingActor {

	private final ClientSide side;

	private final BlockingQueue<ActorRef> opened;

	/**
	 * Creates the actor.
	 * @param side takes what comes back
	 * @param opened takes the actors that have been opened on the other side
	 */
	SendingActor(ClientSide side, BlockingQueue<ActorRef> opened) {
		this.side = side;
		this.opened = opened;
	}

	@Override
	public void onReceive(Object received) {
		if (!(received instanceof Message message)) {
			super.onReceive(received);
		}
		else if (message.tag().equals(Tag.OPEN)) {
			this.opened.add(getSender());
		}
		else {
			this.side.take(message);
		}
	}

}
