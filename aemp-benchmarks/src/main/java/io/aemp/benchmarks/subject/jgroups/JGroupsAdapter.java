package io.aemp.benchmarks.subject.jgroups;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.ServerSide;
import org.jgroups.JChannel;

/**
 * A group of two members.
 *
 * @param stack which protocols they talk
 */
public record JGroupsAdapter(Stack stack) implements Adapter {

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) throws Exception {
		JChannel channel = Group.channel(this.stack, workload, "");
		channel.setReceiver(new ServerMember(channel, new ServerSide(receiver)));
		Group.join(channel);
		return new JGroupsServer(channel);
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) throws Exception {
		JChannel channel = Group.channel(this.stack, workload, address);
		JGroupsClient client = new JGroupsClient(channel, new ClientSide(receiver));
		Group.join(channel);
		client.start();
		return client;
	}

	private record JGroupsServer(JChannel channel) implements Server {

		@Override
		public String address() {
			return Group.address(this.channel);
		}

		@Override
		public void close() {
			this.channel.close();
		}

	}

}
