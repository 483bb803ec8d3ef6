package io.aemp.sample.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.aemp.Node;
import io.aemp.Port;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One page in a browser: a port, so that what it is sent comes in order, a slow browser
 * keeps nobody waiting but itself, and all that belongs to it ends with it.
 */
final class Page {

	private static final Duration REFRESH = Duration.ofSeconds(1);

	/**
	 * How often to send something at least, because only then a closed page is noticed.
	 */
	private static final int HEARTBEAT = 10;

	private final Node node;

	private final Port port;

	private final SseEmitter events;

	private final Overviews overviews;

	private @Nullable Overview shown;

	private int silence;

	Page(Node node, Port port, SseEmitter events, Overviews overviews) {
		this.node = node;
		this.port = port;
		this.events = events;
		this.overviews = overviews;
	}

	/** Begins to show what there is. To be called in the port. */
	void open() {
		this.node.closeOnDeath(this.port.id(), this.events::complete);
		this.port.receive((line) -> push("chat", Map.of("line", line.text(0))));
		this.node.network().monitor((event) -> show());
		refresh();
	}

	private void refresh() {
		show();
		this.node.after(REFRESH, this::refresh);
	}

	private void show() {
		Overview overview = this.overviews.now();
		if (!overview.equals(this.shown)) {
			push("overview", overview);
			this.shown = overview;
		}
		else if (++this.silence == HEARTBEAT) {
			send(SseEmitter.event().comment("still here"));
		}
	}

	private void push(String name, Object data) {
		send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
	}

	private void send(SseEmitter.SseEventBuilder event) {
		try {
			this.events.send(event);
			this.silence = 0;
		}
		catch (IOException | IllegalStateException ex) {
			// the page was closed, which is a normal end
			this.port.kill();
		}
	}

}
