package io.aemp.sample.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.logcatcher.LogLevel;
import io.aemp.sample.chat.Chat;
import io.aemp.sample.log.LiveLog;
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

	private final LiveLog log;

	/** By the IDs of their ports. */
	private final Map<String, Page> open = new ConcurrentHashMap<>();

	Pages(Node node, Overviews overviews, Chat chat, LiveLog log) {
		this.node = node;
		this.overviews = overviews;
		this.chat = chat;
		this.log = log;
	}

	/**
	 * Opens a page.
	 * @param nick the name of its user in the chat, {@code null} to stay out of it
	 * @param level which records of the log it shows
	 * @return the events for it
	 */
	SseEmitter open(@Nullable String nick, LogLevel level) {
		SseEmitter events = new SseEmitter(0L);
		Port port = this.node.open(OPTIONS);
		Page page = new Page(this.node, port, events, this.overviews, this.log);
		this.open.put(port.id(), page);
		this.node.closeOnDeath(port.id(), () -> this.open.remove(port.id()));
		events.onCompletion(port::kill);
		events.onError((failure) -> port.kill());
		port.runInContext(page::open);
		page.logLevel(level);
		if (nick != null) {
			this.chat.join(port, nick);
		}
		return events;
	}

	/**
	 * Changes which records of the log a page shows.
	 * @param id the ID of its port
	 * @param level the least urgent level
	 * @return whether there is such a page
	 */
	boolean logLevel(String id, LogLevel level) {
		Page page = this.open.get(id);
		if (page != null) {
			page.logLevel(level);
		}
		return page != null;
	}

	/** Lets the web server end at once, which waits for all requests. */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.open.keySet().forEach(this.node::kill);
	}

}
