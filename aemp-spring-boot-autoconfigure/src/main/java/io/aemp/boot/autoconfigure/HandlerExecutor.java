package io.aemp.boot.autoconfigure;

import java.util.concurrent.Executor;

import io.aemp.Dispatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Chooses the threads for the methods of ports: the application's task executor, where it
 * is one of the application's own or runs virtual threads. The one that Spring Boot makes
 * otherwise has few threads and queues without a bound, so that some handlers that wait
 * would stop all others; the node's threads that may wait are taken then. The node also
 * takes them when the task executor refuses a task, as it does once the context closes.
 */
final class HandlerExecutor {

	private static final String TASK_EXECUTOR = TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME;

	private static final String OF_SPRING_BOOT = TaskExecutionAutoConfiguration.class.getPackageName();

	private HandlerExecutor() {
	}

	static Dispatcher dispatcher(ConfigurableListableBeanFactory beanFactory) {
		Executor taskExecutor = taskExecutor(beanFactory);
		return (taskExecutor != null) ? Dispatcher.of(taskExecutor) : Dispatcher.BLOCKING;
	}

	private static @Nullable Executor taskExecutor(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBean(TASK_EXECUTOR) || !beanFactory.isTypeMatch(TASK_EXECUTOR, Executor.class)) {
			return null;
		}
		Executor executor = beanFactory.getBean(TASK_EXECUTOR, Executor.class);
		return (executor instanceof ThreadPoolTaskExecutor && isOfSpringBoot(beanFactory)) ? null : executor;
	}

	private static boolean isOfSpringBoot(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(TASK_EXECUTOR)) {
			return false;
		}
		BeanDefinition definition = beanFactory.getMergedBeanDefinition(TASK_EXECUTOR);
		String factory = definition.getFactoryBeanName();
		return factory != null && factory.startsWith(OF_SPRING_BOOT);
	}

}
