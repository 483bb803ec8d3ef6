package io.aemp.boot.handler;

import java.util.List;

import io.aemp.Receiver;

/** Several watches as one. The first one is the outermost. */
final class CompositeWatch implements HandlerWatch.Watched {

	private final List<HandlerWatch.Watched> parts;

	private CompositeWatch(List<HandlerWatch.Watched> parts) {
		this.parts = parts;
	}

	static HandlerWatch.Watched of(List<HandlerWatch> watches, HandlerName handler) {
		List<HandlerWatch.Watched> parts = watches.stream().map((watch) -> watch.watch(handler)).toList();
		return switch (parts.size()) {
			case 0 -> HandlerWatch.Watched.NOTHING;
			case 1 -> parts.get(0);
			default -> new CompositeWatch(parts);
		};
	}

	@Override
	public Receiver around(Receiver receiver) {
		Receiver watched = receiver;
		for (int i = this.parts.size() - 1; i >= 0; i--) {
			watched = this.parts.get(i).around(watched);
		}
		return watched;
	}

	@Override
	public void failed(Exception failure) {
		this.parts.forEach((part) -> part.failed(failure));
	}

}
