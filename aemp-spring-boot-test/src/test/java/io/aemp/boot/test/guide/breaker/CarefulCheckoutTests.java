package io.aemp.boot.test.guide.breaker;

import io.aemp.ErrorAnswerException;
import io.aemp.Reason;
import io.aemp.boot.client.NoMemberException;
import io.aemp.boot.test.guide.shop.Prices;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class CarefulCheckoutTests {

	private final Prices prices = mock();

	private final CarefulCheckout checkout = new CarefulCheckout(this.prices);

	@Test
	void opensWhenNobodyAnswers() {
		given(this.prices.price("screws")).willThrow(new NoMemberException("prices", "nobody", 0, null));
		for (int i = 0; i < 5; i++) {
			assertThatExceptionOfType(NoMemberException.class).isThrownBy(() -> this.checkout.price("screws"));
		}
		assertThatExceptionOfType(CallNotPermittedException.class).isThrownBy(() -> this.checkout.price("screws"));
	}

	@Test
	void staysClosedWhenAnswersAreErrors() {
		given(this.prices.price("air"))
			.willThrow(new ErrorAnswerException("prices#1", Reason.of("die", "no such article")));
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(ErrorAnswerException.class).isThrownBy(() -> this.checkout.price("air"));
		}
	}

}
