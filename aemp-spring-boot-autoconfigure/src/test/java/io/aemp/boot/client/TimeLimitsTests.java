package io.aemp.boot.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.PortDispatcher;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left of the time limit of a call is the limit of what its handler calls. */
class TimeLimitsTests {

	/** It stands still, so that limits are exact. */
	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "aemp.client.stock.family=stock", "aemp.client.stock.timeout=60s",
				"aemp.client.shop.family=shop", "aemp.client.shop.timeout=30s")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withUserConfiguration(Clients.class)
		.withBean(TimeLimits.class, () -> new TimeLimits(this.clock::get))
		.withBean(AtomicLong.class, () -> this.clock)
		.withBean(StockPort.class)
		.withBean("shop", ShopPort.class)
		.withBean("blocking", BlockingShopPort.class);

	@ParameterizedTest
	@CsvSource({ "shop, stock", "shop, later", "blocking, stock", "blocking, later" })
	void theSmallerLimitHoldsForANestedCall(String bean, String tag) {
		this.runner.run((context) -> {
			AempOperations.PortOperations shop = context.getBean(AempOperations.class).port(port(context, bean));
			assertThat(shop.call(tag, 0).within(Duration.ofSeconds(20)).as(Long.class)).isEqualTo(20_000);
			assertThat(shop.call(tag, 1500).within(Duration.ofSeconds(20)).as(Long.class)).isEqualTo(18_500);
			assertThat(shop.call(tag, 0).within(Duration.ofMinutes(5)).as(Long.class)).isEqualTo(60_000);
		});
	}

	@Test
	void typedClientsTellTheirLimit() {
		this.runner.run((context) -> assertThat(context.getBean(Shop.class).stock(1)).isEqualTo(29_999));
	}

	@ParameterizedTest
	@ValueSource(strings = { "stock", "later" })
	void withNothingLeftNobodyIsCalled(String tag) {
		this.runner.run((context) -> {
			CompletableFuture<Message> answer = context.getBean(Node.class)
				.call(port(context, "shop"), Message.of(tag, 20).withHeaders(Map.of(TimeLimits.HEADER, "20")));
			assertThat(answer).failsWithin(Duration.ofMinutes(1))
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(ErrorAnswerException.class)
				.withMessageContaining("is not called, because its caller handles a message whose time limit is over");
			assertThat(BoundedWait.take(context.getBean("shop", ShopPort.class).failures))
				.isInstanceOf(ClientCallException.class)
				.hasCauseInstanceOf(TimeoutException.class);
			assertThat(context.getBean(StockPort.class).received).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "-1", "99999999999999999999", "9999999999999" })
	void whatIsNoLimitIsIgnored(String header) {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			Message call = Message.of("stock", 0).withHeaders(Map.of(TimeLimits.HEADER, header));
			assertThat(BoundedWait.get(node.call(port(context, "shop"), call))).isEqualTo(Message.of(60_000L));
		});
	}

	private static String port(AssertableApplicationContext context, String bean) {
		return context.getBean(AempPorts.class).find(bean).map(Port::id).orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "stock", types = Stock.class)
	@ImportAempClients(group = "shop", types = Shop.class)
	static class Clients {

	}

	interface Stock {

		@AempExchange("stock")
		long stock();

		@AempExchange("stock")
		CompletableFuture<Long> later();

	}

	interface Shop {

		@AempExchange("stock")
		long stock(int millis);

	}

	/** Answers with the limit that it was told. */
	@AempPort(families = "stock")
	static class StockPort {

		final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

		@Receive("stock")
		long stock(Message message) {
			this.received.add(message);
			return Long.parseLong(message.headers().get(TimeLimits.HEADER));
		}

	}

	/** Calls after some milliseconds. */
	@AempPort(families = "shop")
	static class ShopPort {

		final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

		private final AtomicLong clock;

		private final Stock stock;

		ShopPort(AtomicLong clock, Stock stock) {
			this.clock = clock;
			this.stock = stock;
		}

		@Receive("stock")
		long stock(int millis) {
			this.clock.addAndGet(millis * 1_000_000L);
			try {
				return this.stock.stock();
			}
			catch (ClientCallException ex) {
				this.failures.add(ex);
				throw ex;
			}
		}

		@Receive("later")
		CompletableFuture<Long> later(int millis) {
			this.clock.addAndGet(millis * 1_000_000L);
			return this.stock.later().whenComplete((answer, failure) -> {
				if (failure != null) {
					this.failures.add(failure);
				}
			});
		}

	}

	@AempPort(dispatcher = PortDispatcher.BLOCKING)
	static class BlockingShopPort extends ShopPort {

		BlockingShopPort(AtomicLong clock, Stock stock) {
			super(clock, stock);
		}

	}

}
