package io.aemp.boot.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

import io.aemp.Dispatcher;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.port.PortDispatchers;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Chooses the threads that run the methods of ports. By default these run where their
 * messages are, and on threads of the node that may block if they take long. Both are up
 * to the application: if it defines the bean {@code applicationTaskExecutor}, that one
 * runs them.
 * <p>
 * The executor that Spring Boot makes serves ports that ask for it, and only with virtual
 * threads. The thread pool that it makes otherwise has few threads and an unbounded
 * queue, so a few handlers that block would stop all others. In that case the node's
 * blocking threads run the methods. They also do if the task executor rejects a task, as
 * it does after the context has closed. The node hands tasks over from a thread that only
 * waits for the executor, which may therefore run them in its caller, or be slow.
 */
final class HandlerExecutor {

	private static final String TASK_EXECUTOR = TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME;

	private static final String OF_SPRING_BOOT = TaskExecutionAutoConfiguration.class.getPackageName();

	private HandlerExecutor() {
	}

	static PortDispatchers dispatchers(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBean(TASK_EXECUTOR) || !beanFactory.isTypeMatch(TASK_EXECUTOR, Executor.class)) {
			return new PortDispatchers(Dispatcher.ADAPTIVE, Dispatcher.BLOCKING);
		}
		Executor executor = beanFactory.getBean(TASK_EXECUTOR, Executor.class);
		if (!isOfSpringBoot(beanFactory)) {
			requireNoneDiscarded(executor);
			return new PortDispatchers(Dispatcher.of(executor), Dispatcher.of(executor));
		}
		return new PortDispatchers(Dispatcher.ADAPTIVE,
				(executor instanceof ThreadPoolTaskExecutor) ? Dispatcher.BLOCKING : Dispatcher.of(executor));
	}

	/**
	 * A port whose turn is discarded would never run again: no executor tells of it.
	 */
	private static void requireNoneDiscarded(Executor executor) {
		ThreadPoolExecutor pool = (executor instanceof ThreadPoolTaskExecutor wrapper) ? wrapper.getThreadPoolExecutor()
				: (executor instanceof ThreadPoolExecutor plain) ? plain : null;
		RejectedExecutionHandler handler = (pool != null) ? pool.getRejectedExecutionHandler() : null;
		if (handler instanceof ThreadPoolExecutor.DiscardPolicy
				|| handler instanceof ThreadPoolExecutor.DiscardOldestPolicy) {
			throw new InvalidAnnotationException(
					"The bean '" + TASK_EXECUTOR + "' runs the handlers of ports and has a "
							+ handler.getClass().getSimpleName()
							+ ": a port whose turn is discarded would never receive anything again.",
					"Give it another rejection policy, such as AbortPolicy or CallerRunsPolicy: both lose nothing here.");
		}
	}

	private static boolean isOfSpringBoot(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(TASK_EXECUTOR)) {
			return beanFactory.getParentBeanFactory() instanceof ConfigurableListableBeanFactory parent
					&& isOfSpringBoot(parent);
		}
		BeanDefinition definition = beanFactory.getMergedBeanDefinition(TASK_EXECUTOR);
		String factory = definition.getFactoryBeanName();
		return factory != null && factory.startsWith(OF_SPRING_BOOT);
	}

}
