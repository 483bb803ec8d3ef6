package io.aemp.benchmarks.subject.jgroups;

import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.ServerSide;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jspecify.annotations.Nullable;

/** Takes the messages on the receiving side. */
record ServerMember(JChannel channel, ServerSide side) implements Receiver {

	@Override
	public void receive(org.jgroups.Message received) {
		@Nullable Message answer = this.side.take(Group.message(received));
		if (answer != null) {
			Group.send(this.channel, received.getSrc(), answer);
		}
	}

}
