package io.aemp.boot.stream.guide;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.stream.guide.Ledger.Entry;
import reactor.core.publisher.Flux;

@AempPort(families = "ledgers")
class LedgerPort {

	@Receive("entries")
	Flux<Entry> entries(String account) {
		return Flux.range(1, 1000).map((cents) -> new Entry(account, cents));
	}

}
