package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.boot.event.MessageFailedEvent;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with messages that no method could process: tells the reply port, and counts,
 * logs and publishes the failure. Any thread.
 */
final class MessageFailures {

	private static final Logger logger = LoggerFactory.getLogger(MessageFailures.class);

	private final Node node;

	private final Supplier<HandlerExtensions> extensions;

	/** The ports that live, by port ID. */
	private final Map<String, Counts> counts = new ConcurrentHashMap<>();

	/** The limits of log lines, by method and kind of failure. */
	private final Map<String, LimitedLog> logs = new ConcurrentHashMap<>();

	MessageFailures(Node node, Supplier<HandlerExtensions> extensions) {
		this.node = node;
		this.extensions = extensions;
	}

	/**
	 * Counts the failures of a port as long as it lives.
	 * @param port the port
	 * @param receivers its methods, by tag; the default receiver has no tag
	 * @param unfinished its answers that are not there yet
	 */
	void opened(Port port, Map<@Nullable String, BeanMethod> receivers, UnfinishedAnswers unfinished) {
		this.counts.put(port.id(), new Counts(receivers, unfinished, new LongAdder(), new ConcurrentHashMap<>()));
		this.node.closeOnDeath(port.id(), () -> {
			this.counts.remove(port.id());
			unfinished.abandon();
		});
	}

	long count(String portId) {
		Counts found = this.counts.get(portId);
		return (found != null) ? found.all.sum() : 0;
	}

	@Nullable UnfinishedAnswers unfinishedAnswers(String portId) {
		Counts found = this.counts.get(portId);
		return (found != null) ? found.unfinished : null;
	}

	/**
	 * The unfinished answers of all ports that live.
	 * @param ports which ports, by their IDs
	 * @return one object for each port
	 */
	List<UnfinishedAnswers> unfinishedAnswers(Predicate<String> ports) {
		return this.counts.entrySet()
			.stream()
			.filter((entry) -> ports.test(entry.getKey()))
			.map((entry) -> entry.getValue().unfinished)
			.toList();
	}

	List<ReceiverInfo> receivers(String portId) {
		Counts found = this.counts.get(portId);
		return (found != null) ? found.infos() : List.of();
	}

	/**
	 * Deals with a message.
	 * @param received the message
	 * @param asker tells the one who waits for the answer, {@code null} if there is none
	 * @param failure what went wrong
	 */
	void failed(ReceivedMessage received, @Nullable Consumer<Reason> asker, Exception failure) {
		Reason reason = reason(failure);
		Counts found = this.counts.get(received.port().id());
		if (found != null) {
			found.count(received.method());
		}
		if (asker != null) {
			asker.accept(reason);
		}
		log(received, reason, failure, asker != null);
		this.extensions.get()
			.events()
			.accept(new MessageFailedEvent(received.port().id(), (received.method() != null) ? received.name() : "",
					received.sourceNode(), reason, failure, asker != null));
	}

	/**
	 * Kills the port of a message.
	 * @param received the message
	 * @param failure what went wrong
	 */
	void fatal(ReceivedMessage received, Exception failure) {
		Reason reason = reason(failure);
		log(received, reason, failure, false);
		received.port().kill(reason.text().isEmpty() ? Reason.of(Reason.DIE) : Reason.of(Reason.DIE, reason.text()));
	}

	/**
	 * What others are told of a failure.
	 * @param failure the failure
	 * @return the reason
	 */
	Reason reason(Exception failure) {
		if (failure instanceof MessageBindingException) {
			return Reason.of(Reason.BAD_MESSAGE, failure.getMessage());
		}
		if (failure instanceof ResultException) {
			return Reason.of(Reason.BAD_RESULT, failure.getMessage());
		}
		String text = describe(failure);
		return text.isEmpty() ? Reason.of(Reason.DIE) : Reason.of(Reason.DIE, text);
	}

	/** A description that fails must not cost the port its life. */
	private String describe(Exception failure) {
		try {
			return Objects.requireNonNullElse(this.extensions.get().failureDescriber().describe(failure), "");
		}
		catch (RuntimeException ex) {
			if (ex != failure) {
				failure.addSuppressed(ex);
			}
			return "";
		}
	}

	private void log(ReceivedMessage received, Reason reason, Exception failure, boolean answered) {
		LimitedLog limit = this.logs.computeIfAbsent(received.name() + " " + reason.identifier(),
				(kind) -> new LimitedLog());
		if (failure instanceof MessageBindingException binding) {
			logger.debug("{}: {}: {}", received, failure.getMessage(), binding.details());
			if (!answered) {
				limit.log((more) -> logger.warn("Could not process a {}: {}{}{}", received, failure.getMessage(),
						shown(binding.details()), more));
			}
		}
		else if (failure instanceof ResultException result) {
			limit.log((more) -> logger.error("Could not answer a {}: {}{}{}", received, failure.getMessage(),
					shown(result.details()), more));
		}
		else {
			// answered or not, it may be a fault of this application
			limit.log((more) -> logger.error("Could not process a {}{}", received, more, failure));
		}
	}

	private String shown(String contents) {
		return this.extensions.get().showContents() ? ": " + contents : "";
	}

	/**
	 * What is counted for one port.
	 *
	 * @param receivers its methods, by tag
	 * @param unfinished its answers that are not there yet
	 * @param all how many messages failed
	 * @param byMethod how many of them were for one of the methods
	 */
	private record Counts(Map<@Nullable String, BeanMethod> receivers, UnfinishedAnswers unfinished, LongAdder all,
			Map<Method, LongAdder> byMethod) {

		void count(@Nullable Method method) {
			this.all.increment();
			if (method != null) {
				this.byMethod.computeIfAbsent(method, (first) -> new LongAdder()).increment();
			}
		}

		List<ReceiverInfo> infos() {
			List<ReceiverInfo> infos = new ArrayList<>();
			this.receivers.forEach((tag, method) -> {
				LongAdder count = this.byMethod.get(method.method());
				infos.add(new ReceiverInfo(method.toString(), tag, method.replyRule().toString(),
						(count != null) ? count.sum() : 0));
			});
			return infos;
		}

	}

}
