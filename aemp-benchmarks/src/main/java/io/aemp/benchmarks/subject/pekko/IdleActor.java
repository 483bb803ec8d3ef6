package io.aemp.benchmarks.subject.pekko;

import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** Does nothing but to send back what asks for it, until it dies. */
final class IdleActor extends UntypedAbstractActor {

	/** One for all: it is the greater part of what an actor costs. */
	static final Props PROPS = Props.create(IdleActor.class, IdleActor::new);

	@Override
	public void onReceive(Object message) {
		getSender().tell(message, getSelf());
	}

}
