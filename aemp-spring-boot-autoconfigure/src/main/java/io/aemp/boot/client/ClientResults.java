package io.aemp.boot.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.boot.client.ClientMethod.Exchange;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementReader;
import io.aemp.boot.conversion.UnsupportedTypeException;
import io.aemp.boot.handler.InvalidAnnotationException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/** What becomes of the message of a method, as the type of its result says. */
final class ClientResults {

	private final ClientGroup group;

	private final ElementConversion conversion;

	ClientResults(ClientGroup group, ElementConversion conversion) {
		this.group = group;
		this.conversion = conversion;
	}

	/**
	 * Chooses the way of exchange.
	 * @param rules what holds for the calls of the method
	 * @param result the result of the method
	 * @param toPort whether an argument names the port
	 * @return what is done with each message
	 * @throws InvalidAnnotationException if no answer can ever be of the type
	 */
	Exchange exchange(CallRules rules, MethodParameter result, boolean toPort) {
		ResolvableType type = ResolvableType.forMethodParameter(result);
		boolean all = this.group.settings().choice() == MemberChoice.ALL && !toPort;
		if (type.toClass() == void.class) {
			requireNothingToRepeat(rules);
			return all ? toAll() : sending(rules);
		}
		if (all) {
			throw new InvalidAnnotationException(
					"Method " + rules.method() + " returns a " + type + ", but its group '" + this.group.name()
							+ "' sends each message to all members, and nobody waits for their answers.",
					"Let it return void, or choose another value for '" + this.group.property("choice") + "'.");
		}
		if (type.toClass() == CompletionStage.class || type.toClass() == CompletableFuture.class) {
			return later(rules, reader(rules, type.getGeneric(), false));
		}
		if (isStream(result)) {
			return streaming(rules, type);
		}
		if (type.toClass().getName().equals("reactor.core.publisher.Mono")) {
			Exchange later = later(rules, reader(rules, type.getGeneric(), false));
			return (request) -> MonoCalls.of(() -> (CompletionStage<?>) later.with(request));
		}
		boolean nonNull = Nullness.forMethodParameter(result) == Nullness.NON_NULL;
		return waiting(rules, reader(rules, type, nonNull));
	}

	/** Whether the result of a method is a stream of answers. */
	static boolean isStream(MethodParameter result) {
		Class<?> type = ResolvableType.forMethodParameter(result).toClass();
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		return adapter != null && adapter.isMultiValue();
	}

	private static void requireNothingToRepeat(CallRules rules) {
		if (rules.idempotent()) {
			throw new InvalidAnnotationException("Method " + rules.method()
					+ " is idempotent and returns nothing, but nobody learns whether a message that is only sent"
					+ " was lost, so it is never repeated.",
					"Let it return a CompletionStage<Void>, which completes when the message was processed, or remove"
							+ " 'idempotent = true'.");
		}
	}

	private Exchange sending(CallRules rules) {
		WaitingCalls calls = new WaitingCalls(this.group, rules);
		return (request) -> {
			calls.send(request);
			return null;
		};
	}

	private Exchange toAll() {
		Node node = this.group.node();
		String family = this.group.settings().family();
		return (request) -> {
			node.database().sendToAll(String.valueOf(family), request.message());
			return null;
		};
	}

	private Exchange waiting(CallRules rules, AnswerReader reader) {
		WaitingCalls calls = new WaitingCalls(this.group, rules);
		return (request) -> calls.call(request, reader);
	}

	private Exchange later(CallRules rules, AnswerReader reader) {
		return (request) -> LaterCall.begin(new Attempts(this.group, rules, request), reader);
	}

	private Exchange streaming(CallRules rules, ResolvableType type) {
		String name = type.toClass().getName();
		if (!name.equals("reactor.core.publisher.Flux") && !name.equals("org.reactivestreams.Publisher")) {
			throw new InvalidAnnotationException("Method " + rules.method() + " returns a " + type
					+ ", but a stream comes as a Flux or a Publisher.", "Let it return a Flux.");
		}
		if (type.getGeneric().toClass() == Void.class) {
			throw new InvalidAnnotationException(
					"Method " + rules.method() + " returns a " + type + ", a stream without elements.",
					"Let it return a Mono<Void>, which completes when the message was processed.");
		}
		AnswerReader reader = reader(rules, type.getGeneric(), true);
		return (request) -> StreamCalls.of(this.group, rules, request, reader);
	}

	private AnswerReader reader(CallRules rules, ResolvableType type, boolean nonNull) {
		Class<?> raw = type.toClass();
		if (raw == Void.class) {
			return AnswerReader.ACKNOWLEDGEMENT;
		}
		if (raw == Message.class) {
			return AnswerReader.WHOLE;
		}
		AnswerReader reader = AnswerReader.ofFirst(reader(rules, type));
		return (answer) -> {
			Object value = reader.read(answer);
			if (value == null && nonNull) {
				throw new IllegalArgumentException("it is null, and the method promises a value");
			}
			return value;
		};
	}

	private ElementReader reader(CallRules rules, ResolvableType type) {
		try {
			return this.conversion.reader(type);
		}
		catch (UnsupportedTypeException ex) {
			throw new InvalidAnnotationException(
					"The result of method " + rules.method() + " cannot come as an answer: " + ex.problem() + ".",
					ex.remedy());
		}
	}

}
