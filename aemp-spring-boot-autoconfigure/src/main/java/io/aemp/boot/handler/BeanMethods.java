package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.annotation.Receive;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementWriter;
import io.aemp.boot.conversion.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.function.SingletonSupplier;

/** Makes the annotated methods of beans callable with messages. */
public final class BeanMethods {

	private final Node node;

	private final ElementConversion conversion;

	private final Supplier<HandlerExtensions> extensions;

	private final AsyncResults asyncResults = new AsyncResults();

	private final MessageFailures failures;

	private final Supplier<Map<ExceptionHandlers, Supplier<Object>>> advices = SingletonSupplier.of(this::findAdvices);

	/**
	 * Creates the factory.
	 * @param node the node of the ports
	 * @param conversion converts elements to arguments, and results to elements
	 * @param extensions supplies the beans of the application that take part; asked when
	 * the first method is made callable
	 */
	public BeanMethods(Node node, ElementConversion conversion, Supplier<HandlerExtensions> extensions) {
		this.node = node;
		this.conversion = conversion;
		this.extensions = SingletonSupplier.of(extensions);
		this.failures = new MessageFailures(node, this.extensions);
	}

	/**
	 * Makes an init function callable: what it returns is ignored.
	 * @param method the method
	 * @param beanType the class of its bean; resolves type variables
	 * @return the method
	 * @throws InvalidAnnotationException if its parameters are not valid
	 */
	public BeanMethod create(Method method, Class<?> beanType) {
		return create(method, beanType, parse(method, beanType), ReplyRule.none(), Answer.NONE, null, false);
	}

	/**
	 * Makes a method callable that takes data connections. The argument resolvers of the
	 * application have no part in it: they know messages.
	 * @param method the method
	 * @param beanType the class of its bean; resolves type variables
	 * @return the method
	 * @throws InvalidAnnotationException if its parameters are not valid, or it returns
	 * something
	 */
	public BeanMethod createConnectionHandler(Method method, Class<?> beanType) {
		List<Parameter> parameters = new ParameterParser(this.conversion, List.of()).parse(method, beanType);
		String name = BeanMethod.name(method);
		ConnectionRules.check(name, ResolvableType.forMethodReturnType(method, beanType), parameters);
		ProcessRules.requireNone(name, parameters);
		return create(method, beanType, parameters, ReplyRule.none(), Answer.NONE, null, false);
	}

	/**
	 * Makes a method callable that is a process. The argument resolvers of the
	 * application have no part in it: they know messages of ports with receivers.
	 * @param method the method
	 * @param beanType the class of its bean; resolves type variables
	 * @return the method
	 * @throws InvalidAnnotationException if its parameters are not valid, or it returns
	 * something
	 */
	public BeanMethod createProcess(Method method, Class<?> beanType) {
		String name = BeanMethod.name(method);
		ProcessRules.requireOurProcess(method);
		List<Parameter> parameters = new ParameterParser(this.conversion, List.of()).parse(method, beanType);
		ConnectionRules.requireNone(name, parameters);
		ProcessRules.check(name, ResolvableType.forMethodReturnType(method, beanType), parameters);
		return create(method, beanType, parameters, ReplyRule.none(), Answer.NONE, null, false);
	}

	/**
	 * Makes a method callable that receives messages.
	 * @param method the method
	 * @param beanType the class of its bean; resolves type variables
	 * @param receive its annotation
	 * @param rules what its class says
	 * @return the method
	 * @throws InvalidAnnotationException if its parameters or its result are not valid
	 */
	BeanMethod create(Method method, Class<?> beanType, Receive receive, PortRules rules) {
		String name = BeanMethod.name(method);
		List<Parameter> parameters = parse(method, beanType);
		ResolvableType returned = ResolvableType.forMethodReturnType(method, beanType);
		ResolvableType streamed = this.asyncResults.streamedType(returned);
		if (streamed != null && receive.value().length == 0) {
			throw new InvalidAnnotationException("Method " + name + " returns a " + returned
					+ ", but it receives messages without a tag of its own, so nobody could ask for its stream.",
					"Give it a tag, or let it return a List.");
		}
		ResolvableType result = this.asyncResults.valueType(returned);
		boolean returns = result.toClass() != void.class && result.toClass() != Void.class;
		boolean acknowledge = receive.acknowledge() && rules.acknowledge();
		Answer answer = !returns ? acknowledge ? Answer.ACKNOWLEDGEMENT : Answer.NONE
				: (streamed != null) ? answer(writer(name, result)) : answer(method, beanType, result);
		return create(method, beanType, parameters, ReplyRule.of(name, parameters, returns, acknowledge), answer,
				(streamed != null) ? answer(method, beanType, streamed) : null, receive.strict() || rules.strict());
	}

	/** Whether the result of a method comes later. */
	boolean answersLater(Method method, Class<?> beanType) {
		ResolvableType type = ResolvableType.forMethodReturnType(method, beanType);
		return this.asyncResults.valueType(type) != type;
	}

	/** Whether a method answers with a stream, if it is asked for one. */
	boolean streams(Method method, Class<?> beanType) {
		return this.asyncResults.streamedType(ResolvableType.forMethodReturnType(method, beanType)) != null;
	}

	private List<Parameter> parse(Method method, Class<?> beanType) {
		List<Parameter> parameters = new ParameterParser(this.conversion, extensions().argumentResolvers())
			.parse(method, beanType);
		ConnectionRules.requireNone(BeanMethod.name(method), parameters);
		ProcessRules.requireNone(BeanMethod.name(method), parameters);
		return parameters;
	}

	private BeanMethod create(Method method, Class<?> beanType, List<Parameter> parameters, ReplyRule rule,
			Answer answer, @Nullable Answer streamed, boolean strict) {
		return new BeanMethod(method, beanType, new Parameters(BeanMethod.name(method), parameters, this.node, strict),
				extensions().argumentValidators().of(method, beanType), rule, answer, streamed);
	}

	/**
	 * What is sent of what a method returns.
	 * @param method a method that answers at once
	 * @param beanType the class of its bean
	 * @return the answer
	 * @throws InvalidAnnotationException if the result cannot be sent, or comes later
	 */
	Answer answer(Method method, Class<?> beanType) {
		ResolvableType type = ResolvableType.forMethodReturnType(method, beanType);
		if (this.asyncResults.valueType(type) != type) {
			throw new InvalidAnnotationException(
					"Method " + BeanMethod.name(method) + " returns a " + type + ", but its result is sent at once.",
					"Let it return the value itself.");
		}
		return answer(method, beanType, type);
	}

	/** What is sent of a result that no method has declared. */
	Answer answerOfAnyType() {
		return answer(this.conversion.writer(ResolvableType.forClass(Object.class)));
	}

	/**
	 * The methods of all advice beans, in their order.
	 * @return each with what supplies its bean
	 */
	Map<ExceptionHandlers, Supplier<Object>> advices() {
		return this.advices.get();
	}

	private Map<ExceptionHandlers, Supplier<Object>> findAdvices() {
		Map<ExceptionHandlers, Supplier<Object>> found = new LinkedHashMap<>();
		extensions().advices()
			.forEach((advice) -> found.put(new ExceptionHandlers(advice.type(), this), advice.bean()));
		return found;
	}

	private Answer answer(Method method, Class<?> beanType, ResolvableType type) {
		MethodParameter returnType = new MethodParameter(method, -1).withContainingClass(beanType);
		for (ResultWriter writer : extensions().resultWriters()) {
			if (writer.supportsReturnType(returnType)) {
				return (result) -> Objects.requireNonNull(writer.write(result, returnType),
						() -> writer.getClass().getName() + " has written no message");
			}
		}
		return answer(writer(BeanMethod.name(method), type));
	}

	private static Answer answer(ElementWriter writer) {
		return (result) -> message(result, writer);
	}

	private ElementWriter writer(String method, ResolvableType type) {
		try {
			return this.conversion
				.writer((type.toClass() == Message.class) ? ResolvableType.forClass(Object.class) : type);
		}
		catch (UnsupportedTypeException ex) {
			throw new InvalidAnnotationException(
					"The result of method " + method + " cannot be sent: " + ex.problem() + ".", ex.remedy());
		}
	}

	private static Message message(@Nullable Object result, ElementWriter writer) {
		if (!(result instanceof Message whole)) {
			return Message.of(new @Nullable Object[] { writer.write(result) });
		}
		@Nullable Object[] elements = new Object[whole.size()];
		for (int i = 0; i < elements.length; i++) {
			elements[i] = writer.write(whole.get(i));
		}
		return Message.of(elements);
	}

	/**
	 * How many messages a port could not process.
	 * @param portId the ID of a living port of a bean
	 * @return the number
	 */
	public long failedMessages(String portId) {
		return this.failures.count(portId);
	}

	/**
	 * The methods of a port that receive messages, for tools.
	 * @param portId the ID of a port
	 * @return one entry for each tag, in no particular order; none if the port belongs to
	 * no bean, or is dead
	 */
	public List<ReceiverInfo> receivers(String portId) {
		return this.failures.receivers(portId);
	}

	/**
	 * The answers of a port that are not there yet, for tools.
	 * @param portId the ID of a port
	 * @return the answers; {@code null} if the port belongs to no bean, or is dead
	 */
	public @Nullable UnfinishedAnswers unfinishedAnswers(String portId) {
		return this.failures.unfinishedAnswers(portId);
	}

	/**
	 * Waits until ports have answered what they were sent, also where an answer comes
	 * later. They go on to take messages meanwhile, since one port may need another one
	 * for its answer.
	 * @param ports which ports, by their IDs
	 * @param timeout how long to wait, 0 for not at all
	 * @return completes when no answer is unfinished, or the time is over
	 */
	public CompletableFuture<@Nullable Void> drain(Predicate<String> ports, Duration timeout) {
		return new AnswerDrain(() -> this.failures.unfinishedAnswers(ports), timeout).begin();
	}

	UnfinishedAnswers unfinishedAnswers(Port port, PortRules rules) {
		int limit = rules.unfinishedAnswersLimit();
		return new UnfinishedAnswers(port, (limit > 0) ? limit : extensions().unfinishedAnswersLimit());
	}

	Node node() {
		return this.node;
	}

	AsyncResults asyncResults() {
		return this.asyncResults;
	}

	HandlerExtensions extensions() {
		return this.extensions.get();
	}

	MessageFailures failures() {
		return this.failures;
	}

}
