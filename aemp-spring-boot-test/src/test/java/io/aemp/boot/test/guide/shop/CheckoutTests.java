package io.aemp.boot.test.guide.shop;

import io.aemp.boot.test.stub.AempStub;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

@SpringBootTest(properties = "aemp.client.prices.family=prices")
class CheckoutTests {

	@AempStub(family = "prices")
	private Prices prices;

	@Autowired
	private Checkout checkout;

	@Test
	void multipliesThePrice() {
		given(this.prices.price("screws")).willReturn(7);
		assertThat(this.checkout.total("screws", 3)).isEqualTo(21);
	}

}
