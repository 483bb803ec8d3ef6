package io.aemp.wire;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.aemp.Node;
import io.aemp.testing.BoundedWait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The global protocol of a node that serves, as its slaves and other globals see it. */
@ParameterizedClass
@EnumSource(RawFraming.class)
class ServedPeerTests extends WireTest {

	@Parameter
	private RawFraming framing;

	private Node node;

	private RawPeer slave;

	@BeforeEach
	void start() throws Exception {
		this.node = node("master");
		this.slave = connect(this.node, "slave", this.framing);
		assertThat(this.slave.packet()).containsExactly("", "g_global");
		this.slave.request("g_slave")
			.request("g_slave", Map.of("f", Map.of("one", 1), "'l", Map.of("slave", List.of("127.0.0.1:1"))));
		assertThat(this.slave.sync()).isEmpty();
	}

	private static List<@Nullable Object> list(@Nullable Object... elements) {
		return Arrays.asList(elements);
	}

	private RawPeer global(String id) throws Exception {
		RawPeer global = connect(this.node, id, this.framing);
		assertThat(global.packet()).containsExactly("", "g_global");
		return global;
	}

	@Test
	void answersQueriesOfAnyone() throws Exception {
		this.node.database().set("f", "two", List.of(2));
		BoundedWait.get(this.node.database().entries("f"));
		RawPeer other = global("other");
		other.request("g_db_family", "f", "a").request("g_db_keys", "f", "b").request("g_db_values", "f", 3);
		assertThat(other.packet()).containsExactly("", "g_reply", "a", Map.of("one", 1L, "two", List.of(2L)));
		assertThat(other.packet()).containsExactly("", "g_reply", "b", List.of("one", "two"));
		assertThat(other.packet()).containsExactly("", "g_reply", 3L, List.of(1L, List.of(2L)));
		other.request("g_db_family", "none", "d").request("g_db_keys", "none", "e").request("g_db_values", "none", "f");
		assertThat(other.packet()).containsExactly("", "g_reply", "d", Map.of());
		assertThat(other.packet()).containsExactly("", "g_reply", "e", List.of());
		assertThat(other.packet()).containsExactly("", "g_reply", "f", List.of());
	}

	@Test
	void findsListeners() throws Exception {
		this.slave.request("g_find", "master").request("g_find", "slave").request("g_find", "nobody");
		assertThat(this.slave.packet()).containsExactly("", "g_found", "master", this.node.network().listeners());
		assertThat(this.slave.packet()).containsExactly("", "g_found", "slave", List.of("127.0.0.1:1"));
		assertThat(this.slave.packet()).isEqualTo(list("", "g_found", "nobody", null));
	}

	@Test
	void tellsChangesOfMonitoredFamilies() throws Exception {
		this.slave.request("g_mon1", "f").request("g_mon1", "empty");
		assertThat(this.slave.packet()).containsExactly("", "g_chg1", "f", Map.of("one", 1L));
		assertThat(this.slave.packet()).isEqualTo(list("", "g_chg1", "empty", null));
		this.slave.request("g_upd", "f", Map.of("own", 2)).request("g_upd", "f", null, List.of("one", "missing"));
		assertThat(this.slave.packet()).isEqualTo(list("", "g_chg2", "f", Map.of("own", 2L), List.of()));
		assertThat(this.slave.packet()).isEqualTo(list("", "g_chg2", "f", Map.of(), List.of("one")));
		this.slave.request("g_upd", "f", Map.of("own", 2));
		assertThat(this.slave.sync()).isEmpty();
		this.slave.request("g_upd", "f", Map.of("three", 3), List.of("own"));
		assertThat(this.slave.packet()).isEqualTo(list("", "g_chg2", "f", Map.of("three", 3L), List.of("own")));
		this.slave.request("g_mon0", "f").request("g_upd", "f", Map.of("four", 4));
		assertThat(this.slave.sync()).isEmpty();
	}

	@Test
	void valueOfAnotherOwnerShowsAgain() throws Exception {
		RawPeer second = global("second");
		second.request("g_slave", Map.of("f", Map.of("one", "second", "only", 1))).request("g_mon1", "f");
		assertThat(second.packet()).containsExactly("", "g_chg1", "f",
				new TreeMap<>(Map.of("one", "second", "only", 1L)));
		this.slave.request("g_mon1", "f").sync();
		this.slave.request("g_upd", "f", null, List.of("one"));
		assertThat(this.slave.sync()).isEmpty();
		this.slave.request("g_upd", "f", Map.of("one", "again")).sync();
		assertThat(second.packet()).isEqualTo(list("", "g_chg2", "f", Map.of("one", "again"), List.of()));
		second.close();
		assertThat(this.slave.packet()).isEqualTo(list("", "g_chg2", "f", Map.of(), List.of("only")));
		assertThat(this.slave.sync()).isEmpty();
	}

	@Test
	void lossOfAnOwnerRemovesWhatItHasSet() throws Exception {
		RawPeer watcher = global("watcher");
		watcher.request("g_mon1", "f").await("", "g_chg1", "f");
		this.slave.close();
		assertThat(watcher.packet()).isEqualTo(list("", "g_chg2", "f", Map.of(), List.of("one")));
		watcher.request("g_find", "slave");
		assertThat(watcher.packet()).isEqualTo(list("", "g_found", "slave", null));
	}

	@Test
	void globalsExchangeWhatTheyAndTheirSlavesSet() throws Exception {
		RawPeer first = global("first");
		first.request("g_global");
		List<@Nullable Object> set = first.await("", "g_set");
		Map<?, ?> database = (Map<?, ?>) set.get(2);
		assertThat(database.get("f")).isEqualTo(Map.of("one", 1L));
		assertThat(((Map<?, ?>) database.get("'l")).keySet().toString()).isEqualTo("[master, slave]");
		assertThat(((Map<?, ?>) database.get("'g")).containsKey("master")).isTrue();
		first.request("g_set", Map.of("f", Map.of("learnt", 5), "'l", Map.of("first", List.of()), "'g",
				Collections.singletonMap("first", null)));
		first.sync();
		this.slave.request("g_db_keys", "f", "q");
		assertThat(this.slave.packet()).containsExactly("", "g_reply", "q", List.of("learnt", "one"));
		RawPeer second = global("second");
		second.request("g_global");
		assertThat(((Map<?, ?>) second.await("", "g_set").get(2)).get("f")).isEqualTo(Map.of("one", 1L));
		second.sync();
		first.sync();
		first.request("g_upd", "f", Map.of("later", 6), List.of("learnt")).sync();
		this.slave.request("g_upd", "f", Map.of("two", 2)).request("g_upd", "f", null, List.of("one"));
		for (RawPeer peer : List.of(first, second)) {
			assertThat(peer.packet()).isEqualTo(list("", "g_upd", "f", Map.of("two", 2L), List.of()));
			assertThat(peer.packet()).isEqualTo(list("", "g_upd", "f", Map.of(), List.of("one")));
			assertThat(peer.sync()).isEmpty();
		}
		this.slave.request("g_db_keys", "f", "q");
		assertThat(this.slave.packet()).containsExactly("", "g_reply", "q", List.of("later", "two"));
		first.close();
		assertThat(second.packet()).isEqualTo(list("", "g_upd", "'g", Map.of(), List.of("first")));
		this.slave.request("g_db_keys", "f", "q");
		assertThat(this.slave.packet()).containsExactly("", "g_reply", "q", List.of("two"));
	}

	@Test
	void slaveThatBecomesGlobalIsNoSlaveAnyMore() throws Exception {
		this.slave.request("g_mon1", "f").await("", "g_chg1", "f");
		this.slave.request("g_global");
		Map<?, ?> database = (Map<?, ?>) this.slave.await("", "g_set").get(2);
		assertThat(database.containsKey("f")).isFalse();
		this.slave.sync();
		this.node.database().set("f", "x", 1);
		assertThat(this.slave.packet()).isEqualTo(list("", "g_upd", "f", Map.of("x", 1L), List.of()));
		assertThat(this.slave.sync()).isEmpty();
	}

}
