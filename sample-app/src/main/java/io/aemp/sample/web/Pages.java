package io.aemp.sample.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.sample.chat.Chat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The pages that are open in browsers. */
@Component
class Pages {

	/** Writing to a browser may block. */
	private static final PortOptions OPTIONS = PortOptions.DEFAULTS.label("web page")
		.dispatcher(Dispatcher.BLOCKING)
		.mailboxLimit(1000);

	private final Node node;

	private final Overviews overviews;

	private final Chat chat;

	/** The IDs of their ports. */
	private final Set<String> open = ConcurrentHashMap.newKeySet();

	Pages(Node node, Overviews overviews, Chat chat) {
		this.node = node;
		this.overviews = overviews;
		this.chat = chat;
	}

	/**
	 * Opens a page.
	 * @param nick the name of its user in the chat, {@code null} to stay out of it
	 * @return the events for it
	 */
	SseEmitter open(@Nullable String nick) {
		SseEmitter events = new SseEmitter(0L);
		Port port = this.node.open(OPTIONS);
		Page page = new Page(this.node, port, events, this.overviews);
		this.open.add(port.id());
		this.node.closeOnDeath(port.id(), () -> this.open.remove(port.id()));
		events.onCompletion(port::kill);
		events.onError((failure) -> port.kill());
		port.runInContext(page::open);
		if (nick != null) {
			this.chat.join(port, nick);
		}
		return events;
	}

	/** Lets the web server end at once, which waits for all requests. */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.open.forEach(this.node::kill);
	}

}
