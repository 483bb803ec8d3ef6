package io.aemp.boot.test.stub;

import java.time.Duration;

import io.aemp.ErrorAnswerException;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.handler.InvalidAnnotationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

/** A mock as a member of a family, and a typed client that finds it. */
@SpringBootTest(classes = AempStubTests.Checkout.class,
		properties = { "aemp.client.orders.family=orders", "aemp.client.orders.timeout=30s" })
@ExtendWith(OutputCaptureExtension.class)
class AempStubTests {

	@AempStub(family = "orders")
	private OrderService stub;

	@Autowired
	private OrderService client;

	@Test
	void clientAsksTheMockByMessages() {
		given(this.stub.price("screws")).willReturn(7);
		assertThat(mockingDetails(this.client).isMock()).isFalse();
		assertThat(this.client.price("screws")).isEqualTo(7);
		this.client.place(new OrderService.Order("screws", 3));
		verify(this.stub, timeout(30_000)).place(new OrderService.Order("screws", 3));
	}

	@Test
	void whatAnotherTestSaidIsForgotten() {
		assertThat(this.client.price("screws")).isZero();
	}

	@Test
	void exceptionIsAnErrorAnswer() {
		given(this.stub.price("nails")).willThrow(new IllegalArgumentException("no nails"));
		assertThatExceptionOfType(ErrorAnswerException.class).isThrownBy(() -> this.client.price("nails"))
			.withMessageContaining("no nails");
	}

	@Test
	void streamComesFromTheMock() {
		given(this.stub.open()).willReturn(Flux.just(new OrderService.Order("screws", 3)));
		assertThat(this.client.open().collectList().block(Duration.ofSeconds(30)))
			.containsExactly(new OrderService.Order("screws", 3));
	}

	@Test
	void annotationIsChecked() {
		assertThatExceptionOfType(InvalidAnnotationException.class).isThrownBy(() -> Stub.of(WithoutAFamily.class))
			.withMessageContaining("names the family '1'");
	}

	@Test
	void aFamilyThatNoClientAsksIsTold(@Autowired ConfigurableBeanFactory beanFactory, CapturedOutput output) {
		new StubPorts(new String[] { OfAnotherFamily.class.getName() }, beanFactory).afterSingletonsInstantiated();
		assertThat(output).containsOnlyOnce("@AempStub of field " + OfAnotherFamily.class.getName()
				+ ".orders is a member of the family 'oders', but no client asks that family: theirs are [orders]");
	}

	@Nested
	class InANestedClass {

		@Test
		void stubIsThatOfTheEnclosingClass() {
			given(AempStubTests.this.stub.price("nuts")).willReturn(1);
			assertThat(AempStubTests.this.client.price("nuts")).isOne();
		}

	}

	static class OfAnotherFamily {

		@AempStub(family = "oders")
		private OrderService orders;

	}

	static class WithoutAFamily {

		@AempStub(family = "1")
		private OrderService orders;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAempClients(group = "orders", types = OrderService.class)
	static class Checkout {

	}

}
