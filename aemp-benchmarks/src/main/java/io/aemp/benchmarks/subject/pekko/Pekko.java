package io.aemp.benchmarks.subject.pekko;

import java.util.List;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.subject.JavaSubject;
import io.aemp.benchmarks.subject.message.Release;
import org.apache.pekko.actor.ActorSystem;

/** What of Pekko is measured. */
public final class Pekko {

	private Pekko() {
	}

	/**
	 * With each serialization.
	 * @return the subjects
	 */
	public static List<Subject> subjects() {
		String title = "Pekko " + Release.of(ActorSystem.class) + " Artery TCP";
		return List.of(
				new JavaSubject("pekko", title, Side.PEER, List.of(),
						() -> new PekkoAdapter(PekkoAdapter.Serialization.BUFFER)),
				new JavaSubject("pekko-cbor", title + ", Jackson CBOR", Side.PEER, List.of(),
						() -> new PekkoAdapter(PekkoAdapter.Serialization.CBOR)));
	}

}
