package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** All calls: each must end once, and with a true reason if it fails: C3. */
final class Questions {

	private final List<Question> all = new ArrayList<>();

	private final Oracle oracle;

	Questions(Oracle oracle) {
		this.oracle = oracle;
	}

	/** A call is about to be made. */
	Question begin(Sender sender, String port, @Nullable Duration end, boolean early) {
		Question question = new Question(this.all.size(), sender, port, end, early);
		this.all.add(question);
		this.oracle.note(sender.id(), () -> "begins " + question);
		return question;
	}

	void answered(Question question) {
		this.oracle.guarded(() -> {
			this.oracle.note(question.sender().id(), () -> question + " is answered");
			question.ends();
		});
	}

	void failed(Question question, Exception failure) {
		this.oracle.guarded(() -> {
			this.oracle.note(question.sender().id(), () -> question + " fails: " + failure);
			question.failed(failure, this.oracle.actor(question.port()), this.oracle.isPrompt(),
					this.oracle.deaths().isDoomed(question.port()));
		});
	}

	void connectionLost(Member member, String node, Reason reason, Duration now) {
		this.all.forEach((question) -> question.connectionLost(member, node, reason, now));
	}

	/** Whether a call of a node to a port was made before the port was there. */
	boolean hasEarly(Member member, String port) {
		return this.all.stream()
			.anyMatch((question) -> question.isEarly() && question.port().equals(port)
					&& question.sender().member() == member);
	}

	/** All is quiet: nothing comes any more. */
	void checkEnd() {
		this.all.forEach(Question::checkCertainty);
	}

}
