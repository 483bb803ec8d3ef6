package io.aemp.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.aemp.PortIds;

/**
 * Compares what was sent with what arrived, when all is quiet: every message was
 * delivered, or the monitor of its sender has fired.
 */
final class Audit {

	private final List<String> problems = new ArrayList<>();

	private final Map<String, Report.Got> got;

	private long sent;

	private long epochs;

	private Audit(Map<String, Report.Got> got) {
		this.got = got;
	}

	/** Audits the reports of all nodes that are alive. */
	static Audit of(Collection<Report> reports) {
		Audit audit = new Audit(reports.stream()
			.flatMap((report) -> report.got().stream())
			.collect(Collectors.toMap((got) -> key(got.receiver(), got.sender()), Function.identity())));
		for (Report report : reports) {
			audit.problems.addAll(report.problems());
			report.sent().forEach(audit::check);
		}
		return audit;
	}

	private static String key(String receiver, String sender) {
		return receiver + " " + sender;
	}

	private void check(Report.Sent flow) {
		this.sent += flow.total();
		this.epochs += flow.epoch();
		Report.Got arrived = this.got.get(key(flow.target(), flow.sender()));
		long count = (arrived != null && arrived.epoch() == flow.epoch()) ? arrived.count() : 0;
		if (flow.armed() && count != flow.count()) {
			this.problems.add("without a verdict: " + flow + ", of which " + count + " arrived");
		}
		if (count > flow.count()) {
			this.problems.add("more than was sent: " + flow + ", of which " + count + " arrived");
		}
	}

	List<String> problems() {
		return this.problems;
	}

	/** For how many pairs of nodes the last epoch has not ended. */
	static long flowing(Collection<Report> reports) {
		return reports.stream()
			.flatMap((report) -> report.sent().stream())
			.filter((flow) -> flow.armed())
			.map((flow) -> PortIds.nodeOf(flow.sender()) + " " + PortIds.nodeOf(flow.target()))
			.distinct()
			.count();
	}

	@Override
	public String toString() {
		return this.sent + " messages in " + this.epochs + " epochs of " + this.got.size() + " flows";
	}

}
