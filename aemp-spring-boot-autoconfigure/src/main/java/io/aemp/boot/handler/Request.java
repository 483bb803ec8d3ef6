package io.aemp.boot.handler;

import java.util.ArrayList;
import java.util.List;

import io.aemp.DataConnection;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Process;
import org.jspecify.annotations.Nullable;

/**
 * A message for a method of a bean, seen as its reply port and its other elements. This
 * is one object for each message, so it copies nothing that nobody asks for.
 */
final class Request {

	/** The position of the reply port if there is none. */
	static final int NO_REPLY = -1;

	private final Object subject;

	private final Class<?> beanType;

	private final @Nullable BeanMethod method;

	private final Message message;

	private final String sourceNode;

	private final int replyAt;

	private final boolean asksForStream;

	private @Nullable ReceivedMessage received;

	/**
	 * Creates the request.
	 * @param port the port that has received the message
	 * @param beanType the class of its bean
	 * @param method the method; {@code null} if none receives the tag
	 * @param message all elements, without the tag if the method receives a tag
	 * @param sourceNode the ID of the node that sent it
	 * @param replyAt which element is the reply port, {@link #NO_REPLY} if none is
	 * @param asksForStream whether the reply port takes the answers of a stream
	 */
	Request(Port port, Class<?> beanType, @Nullable BeanMethod method, Message message, String sourceNode, int replyAt,
			boolean asksForStream) {
		this((Object) port, beanType, method, message, sourceNode, replyAt, asksForStream);
	}

	/**
	 * Creates the request that a data connection is.
	 * @param connection the connection
	 * @param beanType the class of the bean that takes it
	 * @param method the method
	 * @param arguments the arguments of the connection
	 */
	Request(DataConnection connection, Class<?> beanType, BeanMethod method, Message arguments) {
		this((Object) connection, beanType, method, arguments, connection.node(), NO_REPLY, false);
	}

	/**
	 * Creates the request that a process is.
	 * @param process the process
	 * @param beanType the class of the bean that has its code
	 * @param method the code
	 * @param arguments the init data
	 * @param sourceNode the ID of the node that has asked for the process
	 */
	Request(Process process, Class<?> beanType, BeanMethod method, Message arguments, String sourceNode) {
		this((Object) process, beanType, method, arguments, sourceNode, NO_REPLY, false);
	}

	private Request(Object subject, Class<?> beanType, @Nullable BeanMethod method, Message message, String sourceNode,
			int replyAt, boolean asksForStream) {
		this.subject = subject;
		this.beanType = beanType;
		this.method = method;
		this.message = message;
		this.sourceNode = sourceNode;
		this.replyAt = replyAt;
		this.asksForStream = asksForStream;
	}

	/** What the method is called for: a port, a data connection or a process. */
	Object subject() {
		return this.subject;
	}

	/** The port that has received the message. */
	private Port port() {
		return (Port) this.subject;
	}

	/** The ID of the port or process that the method is called for. */
	@Nullable String ownId() {
		return (this.subject instanceof Port port) ? port.id()
				: (this.subject instanceof Process process) ? process.id() : null;
	}

	@Nullable BeanMethod method() {
		return this.method;
	}

	String sourceNode() {
		return this.sourceNode;
	}

	/** All elements, also the reply port. */
	Message message() {
		return this.message;
	}

	@Nullable String replyPort() {
		return (this.replyAt < 0) ? null : this.message.text(this.replyAt);
	}

	/**
	 * Whether the reply port is one beyond doubt, so that a failure may kill it.
	 */
	boolean isReplyCertain() {
		return this.replyAt >= 0 && (this.method == null || this.method.replyRule().isComplete(size()));
	}

	/** Whether the reply port takes the answers of a stream, and not one answer. */
	boolean asksForStream() {
		return this.asksForStream;
	}

	/** The number of elements without the reply port. */
	int size() {
		return (this.replyAt < 0) ? this.message.size() : this.message.size() - 1;
	}

	/** One of the elements without the reply port. */
	@Nullable Object get(int index) {
		return this.message.get((this.replyAt < 0 || index < this.replyAt) ? index : index + 1);
	}

	/** The elements without the reply port, with the headers. */
	Message elements() {
		if (this.replyAt < 0) {
			return this.message;
		}
		List<@Nullable Object> elements = new ArrayList<>(this.message.toList());
		elements.remove(this.replyAt);
		return Message.of(elements.toArray()).withHeaders(this.message.headers());
	}

	/** The message as the application sees it. */
	ReceivedMessage received() {
		ReceivedMessage received = this.received;
		if (received == null) {
			received = new ReceivedMessage(port(), this.beanType, (this.method != null) ? this.method.method() : null,
					this.message, this.sourceNode);
			this.received = received;
		}
		return received;
	}

}
