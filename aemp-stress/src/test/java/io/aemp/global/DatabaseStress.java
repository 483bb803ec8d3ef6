package io.aemp.global;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.node.Control;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What other threads see of the database while it changes. */
public final class DatabaseStress {

	private DatabaseStress() {
	}

	/**
	 * How many subkeys are there in the order in which they were set; -1 if one is
	 * missing.
	 */
	static int prefix(Map<String, Object> contents) {
		int count = 0;
		for (Map.Entry<String, Object> entry : contents.entrySet()) {
			count++;
			if (!entry.getKey().equals("k" + count) || !Integer.valueOf(count).equals(entry.getValue())) {
				return -1;
			}
		}
		return (count == contents.size()) ? count : -1;
	}

	/** Contents are handed over without any care. */
	@JCStressTest
	@State
	@Outcome(id = { "1", "2", "3", "4" }, expect = Expect.ACCEPTABLE, desc = "A version as it was written")
	public static class Publication {

		private FamilyEntries contents = FamilyEntries.EMPTY.with("k1", 1);

		@Actor
		public void writes() {
			this.contents = this.contents.with("k2", 2);
			this.contents = this.contents.with("k3", 3);
			this.contents = this.contents.with("k4", 4);
		}

		@Actor
		public void reads(I_Result result) {
			result.r1 = prefix(this.contents);
		}

	}

	/** A snapshot is taken, and another one, while a family changes. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 0", "0, 1", "0, 2", "0, 3", "1, 1", "1, 2", "1, 3", "2, 2", "2, 3", "3, 3" },
			expect = Expect.ACCEPTABLE, desc = "Versions as they were written, the later one not older")
	public static class Snapshot implements Control {

		private final GlobalService service = new GlobalService(new GlobalSettings("me", true, false, GlobalMode.ALWAYS,
				GlobalSettings.Timeouts.DEFAULTS, GlobalSettings.DatabaseLimits.DEFAULTS), this, null,
				(role, primary) -> {
				});

		@Actor
		public void sets() {
			for (int i = 1; i <= 3; i++) {
				this.service.set("family", "k" + i, i, this);
			}
		}

		@Actor
		public void looks(II_Result result) {
			result.r1 = prefix(this.service.snapshot().getOrDefault("family", Map.of()));
			result.r2 = prefix(this.service.snapshot().getOrDefault("family", Map.of()));
		}

		@Override
		public ControlExecutor executor() {
			return Runnable::run;
		}

		@Override
		public void request(String node, String function, Object... arguments) {
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
