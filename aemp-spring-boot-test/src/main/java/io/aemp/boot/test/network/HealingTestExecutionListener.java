package io.aemp.boot.test.network;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Ends the faults of the network after each test method, since a cached context goes on.
 */
final class HealingTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			ApplicationContext context = testContext.getApplicationContext();
			context.getBeanProvider(AempNetwork.class).ifAvailable(AempNetwork::heal);
		}
	}

}
