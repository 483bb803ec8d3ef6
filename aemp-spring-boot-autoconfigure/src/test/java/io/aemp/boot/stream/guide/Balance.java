package io.aemp.boot.stream.guide;

import java.time.Duration;

import io.aemp.boot.stream.guide.Ledger.Entry;
import reactor.core.publisher.Mono;

record Balance(Ledger ledger) {

	Mono<Long> of(String account) {
		return this.ledger.entries(account).map(Entry::cents).reduce(0L, Long::sum).timeout(Duration.ofMinutes(1));
	}

}
