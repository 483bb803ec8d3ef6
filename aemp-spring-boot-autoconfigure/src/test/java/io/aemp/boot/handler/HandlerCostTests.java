package io.aemp.boot.handler;

import java.util.Map;

import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.annotation.Failure;
import io.aemp.annotation.Receive;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.testing.Budget;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;

/** What a message for a method of a bean costs in objects, beyond its arguments. */
class HandlerCostTests {

	private static final int MESSAGES = 10_000;

	/** The message without its tag, the request, and the array of arguments. */
	private static final int OBJECTS = 3;

	private static final int BYTES = 24 + 48 + 24;

	private final ManagedNode node = Nodes.create(NodeConfiguration.builder().nodeId("me").build());

	private final Message[] messages = new Message[MESSAGES];

	private final Bean bean = new Bean();

	private Port port;

	@BeforeEach
	void open() {
		this.node.start();
		BeanMethods methods = new BeanMethods(this.node,
				new TypeConversion(ApplicationConversionService.getSharedInstance()), () -> HandlerExtensions.NONE);
		PortRules rules = new PortRules("bean", Failure.ANSWER, true, false, 0);
		this.port = this.node.open();
		new PortMethods(Bean.class, methods, rules, new AnnotationTexts(new DefaultListableBeanFactory()))
			.receive(this.port, () -> this.bean);
	}

	@AfterEach
	void close() {
		this.node.close();
	}

	private void covers(Budget budget, String tag, Object argument) throws Exception {
		Object[] elements = { tag, argument };
		budget.coversAllocations(MESSAGES, () -> {
			for (int i = 0; i < MESSAGES; i++) {
				this.messages[i] = Message.of(elements);
			}
		}, () -> {
			int before = this.bean.received;
			for (Message message : this.messages) {
				this.node.send(this.port.id(), message);
			}
			Awaitility.await().until(() -> this.bean.received == before + MESSAGES);
		});
	}

	@Test
	void objectsOfAText() throws Exception {
		covers(new Budget(OBJECTS, BYTES), "text", "a text");
	}

	/** The argument is an object too. */
	@Test
	void objectsOfANumber() throws Exception {
		covers(new Budget(OBJECTS + 1, BYTES + 16), "number", 1000L);
	}

	/** The record, and the array of its components. */
	@Test
	void objectsOfARecord() throws Exception {
		covers(new Budget(OBJECTS + 2, BYTES + 32 + 32), "order", Map.of("article", "screws", "count", 7, "price", 5L));
	}

	record Order(String article, int count, long price) {

	}

	static class Bean {

		private volatile int received;

		@Receive("text")
		void text(String text) {
			this.received++;
		}

		@Receive("number")
		void number(int number) {
			this.received++;
		}

		@Receive("order")
		void order(Order order) {
			this.received++;
		}

	}

}
