package io.aemp.boot.test.guide.pekko;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;

@AempPort(families = "accounts")
class Account {

	private long balance;

	@Receive("deposit")
	void deposit(long amount) {
		this.balance += amount;
	}

	@Receive("withdraw")
	long withdraw(long amount) {
		if (amount > this.balance) {
			throw new IllegalArgumentException("only " + this.balance + " left");
		}
		return this.balance -= amount;
	}

	@Reset
	void begin() {
		this.balance = 0;
	}

}
