package io.aemp.benchmarks.subject.jgroups;

import java.util.List;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.subject.JavaSubject;
import io.aemp.benchmarks.subject.message.Release;
import org.jgroups.JChannel;

/** What of JGroups is measured. */
public final class JGroups {

	private JGroups() {
	}

	/**
	 * A channel over TCP.
	 * @return the subject
	 */
	public static Subject subject() {
		return new JavaSubject("jgroups", "JGroups " + Release.of(JChannel.class) + " TCP", Side.PEER,
				List.of("-Djava.net.preferIPv4Stack=true"), JGroupsAdapter::new);
	}

}
