package io.aemp.boot.autoconfigure;

import java.util.concurrent.Executor;

import io.aemp.Dispatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Chooses the threads that run the methods of ports: the bean
 * {@code applicationTaskExecutor}, if the application defines it or it runs virtual
 * threads.
 * <p>
 * The thread pool that Spring Boot creates otherwise has few threads and an unbounded
 * queue, so a few handlers that block would stop all others. In that case the node's
 * blocking threads run the methods. They also do if the task executor rejects a task, as
 * it does after the context has closed.
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
