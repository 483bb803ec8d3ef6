package io.aemp.boot.test.guide.ports;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;

@AempPort
class Payments {

	@Receive("pay")
	Payment pay(Payment payment) {
		return (payment instanceof Card card) ? new Transfer(card.number()) : payment;
	}

	sealed interface Payment permits Card, Transfer {

	}

	// as a map: { "@type": "Card", "number": "4111" }
	record Card(String number) implements Payment {

	}

	// as a map: { "@type": "Transfer", "iban": "DE02" }
	record Transfer(String iban) implements Payment {

	}

}
