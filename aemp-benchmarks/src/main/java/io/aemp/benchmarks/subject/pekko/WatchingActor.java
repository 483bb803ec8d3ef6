package io.aemp.benchmarks.subject.pekko;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.UntypedAbstractActor;

/** Watches other actors. */
class WatchingActor extends UntypedAbstractActor {

	@Override
	public void onReceive(Object message) {
		if (message instanceof Watch watch) {
			getContext().watchWith(watch.actor(), new Dead(watch.action()));
		}
		else if (message instanceof Dead dead) {
			dead.action().run();
		}
		else {
			unhandled(message);
		}
	}

	/**
	 * Asks for a watch.
	 *
	 * @param actor may die
	 * @param action runs then
	 */
	record Watch(ActorRef actor, Runnable action) {
	}

	private record Dead(Runnable action) {
	}

}
