package io.aemp.benchmarks.subject.pekko;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.MessageClient;
import io.aemp.benchmarks.subject.message.Numbered;
import io.aemp.benchmarks.subject.message.Tag;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;

/** The sending side. */
final class PekkoClient implements MessageClient {

	private final ActorSystem system;

	private final ActorRef target;

	private final ActorRef sender;

	private final BlockingQueue<ActorRef> opened = new LinkedBlockingQueue<>();

	PekkoClient(ActorSystem system, ActorRef target, ClientSide side) {
		this.system = system;
		this.target = target;
		this.sender = system.actorOf(Props.create(SendingActor.class, () -> new SendingActor(side, this.opened)));
	}

	@Override
	public void send(Message message) {
		this.target.tell(message, this.sender);
	}

	@Override
	public Object openRemote() {
		send(new Numbered(Tag.OPEN, 0));
		try {
			return this.opened.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		this.sender.tell(new WatchingActor.Watch((ActorRef) reference, action), ActorRef.noSender());
	}

	@Override
	public void kill(Object reference) {
		((ActorRef) reference).tell(PoisonPill.getInstance(), ActorRef.noSender());
	}

	@Override
	public void close() {
		this.system.terminate();
	}

}
