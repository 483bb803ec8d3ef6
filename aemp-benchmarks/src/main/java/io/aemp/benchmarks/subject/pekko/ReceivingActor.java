package io.aemp.benchmarks.subject.pekko;

import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.ServerSide;
import io.aemp.benchmarks.subject.message.Tag;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.jspecify.annotations.Nullable;

/** Takes the messages on the receiving side. */
final class ReceivingActor extends UntypedAbstractActor {

	private final ServerSide side;

	ReceivingActor(ServerSide side) {
		this.side = side;
	}

	@Override
	public void onReceive(Object received) {
		Message message = (Message) received;
		if (message.tag().equals(Tag.OPEN)) {
			getContext().actorOf(IdleActor.PROPS).tell(message, getSender());
			return;
		}
		@Nullable Message answer = this.side.take(message);
		if (answer != null) {
			getSender().tell(answer, getSelf());
		}
	}

}
