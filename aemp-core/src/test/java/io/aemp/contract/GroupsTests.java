package io.aemp.contract;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.groups.GroupListener;
import io.aemp.groups.Groups;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Groups of version 1, over the database. */
class GroupsTests extends RealNodes {

	private final BlockingQueue<List<List<String>>> changes = new LinkedBlockingQueue<>();

	private final GroupListener listener = (members, added, deleted) -> this.changes
		.add(List.of(members, added, deleted));

	private List<List<String>> next() throws InterruptedException {
		return this.changes.poll(SECONDS, TimeUnit.SECONDS);
	}

	@Test
	void tellsOfMembersAsPerlDoes() throws Exception {
		Node[] nodes = pair();
		Groups groups = closeLater(new Groups(nodes[0]));
		Port member = nodes[1].open();
		closeLater(groups.monitor("eg_receivers", this.listener));
		assertThat(next()).containsExactly(List.of(), List.of(), List.of());
		closeLater(new Groups(nodes[1])).register("eg_receivers", member.id());
		assertThat(next()).containsExactly(List.of(member.id()), List.of(member.id()), List.of());
		member.kill();
		assertThat(next()).containsExactly(List.of(), List.of(), List.of(member.id()));
	}

	@Test
	void skipsChangesOfValues() throws Exception {
		Node node = closeLater(Nodes.local());
		Groups groups = closeLater(new Groups(node));
		Port member = node.open();
		Guard membership = groups.register("eg_receivers", member.id());
		closeLater(groups.monitor("eg_receivers", this.listener));
		assertThat(next().get(0)).containsExactly(member.id());
		node.database().register("eg_receivers", member.id(), "changed");
		node.database().delete("eg_receivers", member.id());
		assertThat(next()).containsExactly(List.of(), List.of(), List.of(member.id()));
		membership.close();
	}

	@Test
	void getsTheMembersThatItKnows() {
		Node[] nodes = pair();
		Groups groups = closeLater(new Groups(nodes[0]));
		Port member = nodes[1].open();
		Guard membership = closeLater(new Groups(nodes[1])).register("eg_receivers", member.id());
		eventually().until(() -> groups.get("eg_receivers").equals(List.of(member.id())));
		membership.close();
		eventually().until(() -> groups.get("eg_receivers").isEmpty());
	}

	@Test
	void followsAGroupForAllPortsAlthoughOneHasAskedFirst() throws Exception {
		Node node = closeLater(Nodes.local());
		Groups groups = closeLater(new Groups(node));
		Port member = node.open();
		groups.register("eg_receivers", member.id());
		Port first = node.open().receive("get", (message) -> groups.get("eg_receivers"));
		node.send(first.id(), Message.of("get"));
		node.kill(first.id());
		eventually().until(() -> groups.get("eg_receivers").equals(List.of(member.id())));
	}

	@Test
	void refusesWhatIsNoFamilyOrNoPort() {
		Groups groups = closeLater(new Groups(closeLater(Nodes.local())));
		assertThatIllegalArgumentException().isThrownBy(() -> groups.get("1st")).withMessageContaining("'1st'");
		assertThatIllegalArgumentException().isThrownBy(() -> groups.monitor("1st", this.listener));
		assertThatIllegalArgumentException().isThrownBy(() -> groups.register("eg_receivers", "no port"))
			.withMessageContaining("no port");
		assertThat(groups.get("eg_receivers")).isEmpty();
	}

	@Test
	void isOfNoEffectWhenClosed() {
		Groups groups = new Groups(closeLater(Nodes.local()));
		groups.close();
		assertThat(groups.get("eg_receivers")).isEmpty();
	}

}
