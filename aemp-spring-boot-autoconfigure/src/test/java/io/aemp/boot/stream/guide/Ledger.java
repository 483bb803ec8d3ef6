package io.aemp.boot.stream.guide;

import java.util.List;

import io.aemp.annotation.AempExchange;
import reactor.core.publisher.Flux;

interface Ledger {

	@AempExchange("entries")
	Flux<Entry> entries(String account);

	@AempExchange("entries")
	List<Entry> entriesAtOnce(String account);

	record Entry(String account, long cents) {

	}

}
