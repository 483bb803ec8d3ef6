package io.aemp.boot.test.stub;

import java.util.function.Consumer;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Injects mocks into tests, and resets them after each method. */
final class StubTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void prepareTestInstance(TestContext testContext) {
		with(testContext, (stubs) -> stubs.inject(testContext.getTestInstance()));
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		with(testContext, StubPorts::reset);
	}

	private static void with(TestContext testContext, Consumer<StubPorts> action) {
		if (!Stub.of(testContext.getTestClass()).isEmpty() && testContext.hasApplicationContext()) {
			ApplicationContext context = testContext.getApplicationContext();
			action.accept(context.getBean(StubPorts.BEAN_NAME, StubPorts.class));
		}
	}

}
