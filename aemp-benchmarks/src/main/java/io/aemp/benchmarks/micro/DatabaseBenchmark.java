package io.aemp.benchmarks.micro;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.global.GlobalService;
import io.aemp.global.GlobalSettings;
import io.aemp.node.Control;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A global node that merges what an attached node and another global node have set. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DatabaseBenchmark {

	private static final String FAMILY = "workers";

	/** How many subkeys the family has. */
	@Param({ "10", "10000" })
	public int subkeys = 10;

	private final ManualThreads threads = new ManualThreads();

	private final GlobalService service = new GlobalService(new GlobalSettings("me", true, false, GlobalMode.ALWAYS,
			GlobalSettings.Timeouts.DEFAULTS, GlobalSettings.DatabaseLimits.DEFAULTS), new Alone(), this.threads,
			(role, primary) -> {
			});

	private Message database = Message.of();

	private int next;

	@Setup
	public void fill() {
		this.database = Message.of(Map.of(FAMILY, contents(this.subkeys)));
		this.service.start(List.of());
		this.service.peerUp("attached");
		this.service.request("attached", "g_slave", this.database);
		this.threads.run();
	}

	private static Map<String, Object> contents(int subkeys) {
		Map<String, Object> contents = new LinkedHashMap<>();
		for (int i = 0; i < subkeys; i++) {
			contents.put("attached#port" + i, (long) i);
		}
		return contents;
	}

	/** One subkey gets another value. */
	@Benchmark
	public void change() {
		this.next++;
		Map<String, Object> set = Map.of("attached#port" + (this.next % this.subkeys), (long) this.next);
		this.service.request("attached", "g_upd", Message.of(FAMILY, set));
		this.threads.run();
	}

	/** Another global node comes with the same subkeys, and goes. */
	@Benchmark
	public void join() {
		this.service.peerUp("global");
		this.service.request("global", "g_global", Message.of());
		this.service.request("global", "g_set", this.database);
		this.service.peerDown("global");
		this.threads.run();
	}

	/** Nobody is there who would be told. */
	private final class Alone implements Control {

		@Override
		public ControlExecutor executor() {
			return DatabaseBenchmark.this.threads.control();
		}

		@Override
		public void request(String node, String function, @Nullable Object... arguments) {
		}

		@Override
		public int pageSize(String node) {
			return Integer.MAX_VALUE;
		}

		@Override
		public boolean joinsPages(String node) {
			return true;
		}

		@Override
		public boolean isWritable(String node) {
			return true;
		}

		@Override
		public Collection<String> connected() {
			return List.of();
		}

		@Override
		public void connect(String node) {
		}

		@Override
		public void disconnect(String node, String reason) {
		}

	}

}
