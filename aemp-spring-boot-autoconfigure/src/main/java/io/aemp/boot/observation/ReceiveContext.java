package io.aemp.boot.observation;

import io.aemp.Message;
import io.aemp.boot.handler.HandlerName;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * What is observed while a method of a bean handles a message. It continues the trace
 * that the headers of the message tell of.
 */
public final class ReceiveContext extends ReceiverContext<Message> {

	private final HandlerName handler;

	private final String port;

	private final String sourceNode;

	private final Message message;

	ReceiveContext(HandlerName handler, String port, String sourceNode, Message message) {
		super((carrier, name) -> carrier.headers().get(name), Kind.CONSUMER);
		this.handler = handler;
		this.port = port;
		this.sourceNode = sourceNode;
		this.message = message;
		setCarrier(message);
		setRemoteServiceName(sourceNode);
	}

	/**
	 * What handles the message.
	 * @return the label of the port, the tag and the method
	 */
	public HandlerName handler() {
		return this.handler;
	}

	/**
	 * The port that has received the message.
	 * @return the port ID
	 */
	public String port() {
		return this.port;
	}

	/**
	 * The node that the message comes from.
	 * @return the node ID
	 */
	public String sourceNode() {
		return this.sourceNode;
	}

	/**
	 * The message; it may be confidential.
	 * @return the elements, without the tag if the method receives a tag
	 */
	public Message message() {
		return this.message;
	}

}
