package io.aemp.benchmarks.subject.jgroups;

import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.MessageClient;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jspecify.annotations.Nullable;

/** The sending side. Only members can be monitored, by the views of the group. */
final class JGroupsClient implements MessageClient, Receiver {

	private final JChannel channel;

	private final ClientSide side;

	private @Nullable Address server;

	private volatile @Nullable Runnable monitor;

	JGroupsClient(JChannel channel, ClientSide side) {
		this.channel = channel;
		this.side = side;
		channel.setReceiver(this);
	}

	/** Finds the other member, after it has joined. */
	void start() {
		this.server = this.channel.getView()
			.getMembers()
			.stream()
			.filter((member) -> !member.equals(this.channel.getAddress()))
			.findAny()
			.orElseThrow();
	}

	@Override
	public void receive(org.jgroups.Message received) {
		this.side.take(Group.message(received));
	}

	@Override
	public void viewAccepted(View view) {
		Runnable action = this.monitor;
		if (action != null && view.size() == 1) {
			action.run();
		}
	}

	@Override
	public void send(Message message) {
		Address to = this.server;
		if (to != null) {
			Group.send(this.channel, to, message);
		}
	}

	@Override
	public Object openRemote() {
		return this.channel.getView();
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		this.monitor = action;
	}

	@Override
	public void kill(Object reference) {
		throw new NotApplicableException("members only");
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
