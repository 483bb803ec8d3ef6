package io.aemp.benchmarks.subject.vertx;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.MessageClient;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/**
 * The sending side. Only members can be monitored, by the cluster manager: a consumer has
 * nobody who would tell of its end.
 */
final class VertxClient implements MessageClient {

	private final Vertx vertx;

	private final EventBus bus;

	private final Cluster cluster;

	private final String receiver;

	VertxClient(Vertx vertx, Cluster cluster, String receiver) {
		this.vertx = vertx;
		this.bus = vertx.eventBus();
		this.cluster = cluster;
		this.receiver = receiver;
	}

	@Override
	public void send(Message message) {
		this.bus.send(this.receiver, message);
	}

	@Override
	public Object openRemote() {
		return this.cluster.getMembers().stream().filter((member) -> !member.localMember()).findAny().orElseThrow();
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		Member monitored = (Member) reference;
		this.cluster.addMembershipListener(new MembershipListener() {

			@Override
			public void memberAdded(MembershipEvent event) {
				// not the one that is monitored
			}

			@Override
			public void memberRemoved(MembershipEvent event) {
				if (event.getMember().equals(monitored)) {
					action.run();
				}
			}

		});
	}

	@Override
	public void kill(Object reference) {
		throw new NotApplicableException("no monitors of consumers");
	}

	@Override
	public void close() {
		this.vertx.close();
	}

}
