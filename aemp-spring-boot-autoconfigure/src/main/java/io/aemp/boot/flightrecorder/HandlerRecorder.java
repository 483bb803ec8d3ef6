package io.aemp.boot.flightrecorder;

import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.handler.HandlerWatch;

/**
 * Records the messages for which a method of a bean takes longer than the threshold of
 * the event.
 */
public final class HandlerRecorder implements HandlerWatch {

	@Override
	public Watched watch(HandlerName handler) {
		return (receiver) -> (message) -> {
			HandlerEvent event = new HandlerEvent();
			event.begin();
			try {
				receiver.receive(message);
			}
			finally {
				event.end();
				if (event.shouldCommit()) {
					event.label = handler.label();
					event.tag = handler.tag();
					event.method = handler.method();
					event.commit();
				}
			}
		};
	}

}
