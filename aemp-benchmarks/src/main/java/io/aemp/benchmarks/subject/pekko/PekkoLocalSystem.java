package io.aemp.benchmarks.subject.pekko;

import java.util.function.IntConsumer;

import io.aemp.benchmarks.process.LocalSystem;
import io.aemp.benchmarks.subject.message.Numbered;
import io.aemp.benchmarks.subject.message.Tag;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** Actors in one process. */
final class PekkoLocalSystem implements LocalSystem {

	private final ActorSystem system;

	private final ActorRef watcher;

	PekkoLocalSystem(ActorSystem system) {
		this.system = system;
		this.watcher = system.actorOf(Props.create(WatchingActor.class, WatchingActor::new));
	}

	@Override
	public IntConsumer open(IntConsumer receiver) {
		ActorRef actor = this.system.actorOf(Props.create(LocalActor.class, () -> new LocalActor(receiver)));
		return (number) -> actor.tell(new Numbered(Tag.ADD, number), ActorRef.noSender());
	}

	@Override
	public Object openIdle() {
		return this.system.actorOf(IdleActor.PROPS);
	}

	@Override
	public void kill(Object reference) {
		((ActorRef) reference).tell(PoisonPill.getInstance(), ActorRef.noSender());
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		this.watcher.tell(new WatchingActor.Watch((ActorRef) reference, action), ActorRef.noSender());
	}

	@Override
	public void close() {
		this.system.terminate();
	}

	private static final class LocalActor extends UntypedAbstractActor {

		private final IntConsumer receiver;

		LocalActor(IntConsumer receiver) {
			this.receiver = receiver;
		}

		@Override
		public void onReceive(Object message) {
			if (message instanceof Numbered numbered && numbered.tag().equals(Tag.ADD)) {
				this.receiver.accept((int) numbered.number());
			}
			else {
				unhandled(message);
			}
		}

	}

}
