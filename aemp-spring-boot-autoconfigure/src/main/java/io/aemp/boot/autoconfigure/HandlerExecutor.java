package io.aemp.boot.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

import io.aemp.Dispatcher;
import io.aemp.boot.handler.InvalidAnnotationException;
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
 * it does after the context has closed. The node hands tasks over from a thread that only
 * waits for the executor, which may therefore run them in its caller, or be slow.
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
		if (executor instanceof ThreadPoolTaskExecutor && isOfSpringBoot(beanFactory)) {
			return null;
		}
		requireNoneDiscarded(executor);
		return executor;
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
			return false;
		}
		BeanDefinition definition = beanFactory.getMergedBeanDefinition(TASK_EXECUTOR);
		String factory = definition.getFactoryBeanName();
		return factory != null && factory.startsWith(OF_SPRING_BOOT);
	}

}
