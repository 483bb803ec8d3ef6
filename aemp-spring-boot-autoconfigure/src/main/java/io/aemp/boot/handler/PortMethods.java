package io.aemp.boot.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.Receiver;
import io.aemp.annotation.Failure;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import io.aemp.boot.stream.StreamProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The annotated methods of a class, and how they set up a port. */
public final class PortMethods {

	private static final Logger logger = LoggerFactory.getLogger(PortMethods.class);

	private final Class<?> type;

	private final BeanMethods methods;

	private final PortRules rules;

	private final Map<String, BeanMethod> receivers = new LinkedHashMap<>();

	private final VersionedMethods versioned = new VersionedMethods();

	/** The methods that answer with a stream, by the tag that asks for it. */
	private final Map<String, BeanMethod> streams = new LinkedHashMap<>();

	private final List<BeanMethod> resets = new ArrayList<>();

	/** What watches the receivers, by tag; the default receiver has no tag. */
	private final Map<@Nullable String, HandlerWatch.Watched> watches = new HashMap<>();

	private final Map<ExceptionHandlers, Supplier<Object>> advices;

	private final ExceptionHandlers exceptionHandlers;

	private @Nullable BeanMethod defaultReceiver;

	private @Nullable BeanMethod init;

	/**
	 * Finds the annotated methods of a class.
	 * @param type the class of a bean
	 * @param methods makes methods callable
	 * @param rules what the annotation of the class says for all methods
	 * @param texts resolves the texts of the annotations
	 * @throws InvalidAnnotationException if they are not valid
	 */
	public PortMethods(Class<?> type, BeanMethods methods, PortRules rules, AnnotationTexts texts) {
		this.type = type;
		this.methods = methods;
		this.rules = rules;
		this.exceptionHandlers = new ExceptionHandlers(type, methods);
		this.advices = methods.advices();
		Map<Method, Receive> found = find(type, Receive.class);
		found.replaceAll((method, receive) -> texts.resolve(receive, Receive.class));
		new ExchangeMethods((method) -> preference(method)).select(found)
			.forEach((method, receive) -> add(receive, methods.create(method, type, receive, rules)));
		find(type, Init.class).forEach((method, ignored) -> addInit(methods.create(method, type)));
		find(type, Reset.class).forEach((method, ignored) -> addReset(methods.create(method, type)));
		boolean opensItself = this.init != null && this.init.parameters().takePort();
		if (this.receivers.isEmpty() && this.defaultReceiver == null && !opensItself) {
			throw new InvalidAnnotationException(
					"Class " + type.getName() + " is a port but receives nothing, so that any message would kill it.",
					"Add a method annotated with @Receive, or an @Init method with a parameter of type Port that sets"
							+ " receivers.");
		}
		requireFreeTags();
		tellGuesses();
		this.receivers.forEach((tag, method) -> watch(tag, method.toString()));
		this.streams.forEach((tag, method) -> watch(tag, method.toString()));
		watch(null, (this.defaultReceiver != null) ? this.defaultReceiver.toString() : type.getSimpleName());
	}

	/** Of several forms of one message, a stream serves those who ask for a list, too. */
	private int preference(Method method) {
		return this.methods.streams(method, this.type) ? 0 : this.methods.answersLater(method, this.type) ? 2 : 1;
	}

	private void requireFreeTags() {
		this.streams.forEach((tag, method) -> {
			BeanMethod other = this.receivers.get(tag);
			if (other != null) {
				throw duplicate("receive the tag '" + tag + "', which asks for a stream", other, method);
			}
		});
	}

	private void watch(@Nullable String tag, String method) {
		this.watches.put(tag, CompositeWatch.of(this.methods.extensions().watches(),
				new HandlerName(this.rules.label(), tag, method)));
	}

	private HandlerWatch.Watched watched(@Nullable String tag) {
		return this.watches.getOrDefault(tag, HandlerWatch.Watched.NOTHING);
	}

	private void tellGuesses() {
		List<String> guesses = Stream.concat(this.receivers.values().stream(), Stream.ofNullable(this.defaultReceiver))
			.filter(BeanMethod::guessesReplyPort)
			.map((method) -> method.method().getName())
			.distinct()
			.sorted()
			.toList();
		if (!guesses.isEmpty()) {
			logger
				.info("Class {}: the last parameter of {} takes text. A last element in the form of a port ID is taken"
						+ " for the reply port, not for this parameter; annotate it with @PortId if such an element is data",
						this.type.getName(), guesses);
		}
	}

	private static <A extends Annotation> Map<Method, A> find(Class<?> type, Class<A> annotation) {
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<@Nullable A>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, annotation));
	}

	private void add(Receive receive, BeanMethod method) {
		TagVersions versions = TagVersions.parse(receive.version(), method.toString());
		if (receive.value().length == 0) {
			requireNoVersion(receive, method);
			if (this.defaultReceiver != null) {
				throw duplicate("are default receivers, annotated with @Receive without tag", this.defaultReceiver,
						method);
			}
			this.defaultReceiver = method;
		}
		for (String tag : receive.value()) {
			String versionTag = TagVersions.tag(tag, versions.first());
			BeanMethod other = this.receivers.putIfAbsent(versionTag, method);
			if (other != null) {
				throw duplicate("receive the tag '" + versionTag + "'", other, method);
			}
			this.versioned.add(tag, versions);
			if (method.streamed() != null) {
				String streamTag = StreamProtocol.tag(tag);
				this.streams.put(TagVersions.tag(streamTag, versions.first()), method);
				this.versioned.add(streamTag, versions);
			}
		}
	}

	private static void requireNoVersion(Receive receive, BeanMethod method) {
		if (!receive.version().isEmpty()) {
			throw new InvalidAnnotationException(
					"Method " + method + " has the version '" + receive.version()
							+ "' and no tag, but a version stands at the end of a tag.",
					"Give it a tag, or remove the version.");
		}
	}

	private static InvalidAnnotationException duplicate(String what, BeanMethod one, BeanMethod other) {
		return new InvalidAnnotationException(
				"Methods " + one + " and " + other + " both " + what + ", but a message goes to one method only.",
				"Give one of them another tag or version, or remove it.");
	}

	private void addInit(BeanMethod method) {
		if (this.init != null) {
			throw new InvalidAnnotationException(
					"Methods " + this.init + " and " + method + " are both annotated with @Init, but a port has one.",
					"Call one from the other.");
		}
		this.init = method;
	}

	private void addReset(BeanMethod method) {
		if (!method.parameters().isEmpty()) {
			throw new InvalidAnnotationException(
					"Method " + method + " is annotated with @Reset and has parameters, but nothing is passed to it.",
					"Remove the parameters; an @Init method may have one of type Port.");
		}
		this.resets.add(method);
	}

	/**
	 * Whether there is an init method.
	 * @return whether a method is annotated with {@link Init @Init}
	 */
	public boolean hasInit() {
		return this.init != null;
	}

	/**
	 * Whether there are methods that reset the bean.
	 * @return whether a method is annotated with {@link Reset @Reset}
	 */
	public boolean hasResets() {
		return !this.resets.isEmpty();
	}

	/**
	 * Checks that an {@link Init @Init} method, if there is one, takes no init data.
	 * @throws InvalidAnnotationException if it does
	 */
	public void requireInitWithoutData() {
		if (this.init != null && this.init.parameters().takeElements()) {
			throw new InvalidAnnotationException(
					"Method " + this.init + " is annotated with @Init and has parameters for init data, which only"
							+ " spawned ports get.",
					"Use parameters of type Port and Node only, or annotate the class with @SpawnablePort.");
		}
	}

	/**
	 * Sets the receivers of a port.
	 * @param port the port
	 * @param bean supplies the bean whose methods are called
	 */
	public void receive(Port port, Supplier<Object> bean) {
		Map<ExceptionHandlers, Supplier<Object>> handlers = new LinkedHashMap<>();
		handlers.put(this.exceptionHandlers, bean);
		handlers.putAll(this.advices);
		UnfinishedAnswers unfinished = this.methods.unfinishedAnswers(port, this.rules);
		MessageReceiver receiver = new MessageReceiver(port, this.type, bean, this.methods, this.rules.failure(),
				handlers, unfinished);
		Map<@Nullable String, BeanMethod> all = new LinkedHashMap<>();
		this.receivers.forEach((tag, method) -> all.put(this.versioned.shown(tag), method));
		this.streams.forEach((tag, method) -> all.put(this.versioned.shown(tag), method));
		if (this.defaultReceiver != null) {
			all.put(null, this.defaultReceiver);
		}
		this.methods.failures().opened(port, all, unfinished);
		Map<String, Receiver> byTag = new HashMap<>();
		this.receivers.forEach((tag, method) -> byTag.put(tag, receiver.of(method, watched(tag))));
		this.streams.forEach((tag, method) -> byTag.put(tag, receiver.ofStream(method, watched(tag))));
		byTag.forEach(port::receive);
		Receiver others = others(receiver);
		if (!this.versioned.isEmpty()) {
			port.receive((message) -> receiveLaterVersion(port, message, byTag, others));
		}
		else if (others != null) {
			port.receive(others);
		}
	}

	/** What receives the messages whose tag no method names. */
	private @Nullable Receiver others(MessageReceiver receiver) {
		if (this.defaultReceiver != null) {
			return receiver.of(this.defaultReceiver, watched(null));
		}
		return (this.rules.failure() == Failure.ANSWER) ? receiver.ofUnknownTags(watched(null)) : null;
	}

	private void receiveLaterVersion(Port port, Message message, Map<String, Receiver> byTag, @Nullable Receiver others)
			throws Exception {
		String tag = this.versioned.find(message.tag());
		Receiver receiver = (tag != null) ? byTag.get(tag) : others;
		if (receiver == null) {
			port.kill(Reason.UNHANDLED_MESSAGE, "no method receives the tag");
		}
		else {
			receiver.receive((tag != null) ? message.from(1) : message);
		}
	}

	/**
	 * Calls the init method, if there is one.
	 * @param bean the bean
	 * @param port its port
	 * @param arguments the init data
	 * @throws Exception what the method throws
	 */
	public void init(Object bean, Port port, Message arguments) throws Exception {
		if (this.init != null) {
			this.init.bind(port, arguments).on(bean);
		}
		else if (!arguments.isEmpty()) {
			throw new MessageBindingException(
					"Class " + this.type.getSimpleName() + " has no @Init method that takes the init data",
					arguments.toString());
		}
	}

	/**
	 * Calls the methods that reset the bean.
	 * @param bean the bean
	 * @param port its port
	 * @throws Exception what a method throws
	 */
	public void reset(Object bean, Port port) throws Exception {
		for (BeanMethod reset : this.resets) {
			reset.bind(port, Message.of()).on(bean);
		}
	}

}
