package io.aemp.boot.stream.guide;

import java.time.Duration;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

@AempPort(families = "prices")
class PricePort {

	private final Sinks.Empty<Void> stopped = Sinks.empty();

	@Receive("prices")
	Flux<Long> prices() {
		return Flux.interval(Duration.ofSeconds(1)).takeUntilOther(this.stopped.asMono());
	}

	@EventListener
	void stop(ContextClosedEvent event) {
		this.stopped.tryEmitEmpty();
	}

}
