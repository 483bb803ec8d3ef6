package io.aemp.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.aemp.ExecutionPolicy;
import io.aemp.NodeObserver;
import io.aemp.runtime.CompositeObserver;
import io.aemp.runtime.ForwardingObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The beans of the application that the node calls: observers and the execution policy.
 * They may want the node themselves, so they are not created before it. Observers get the
 * events of the time before as soon as all singletons exist.
 */
final class LateBeans implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(LateBeans.class);

	/** Only ports of this node die before all singletons exist, so few events wait. */
	private static final int MAX_EARLY = 1000;

	private final ListableBeanFactory beanFactory;

	private final ObjectProvider<NodeObserver> observerBeans;

	private final ObjectProvider<ExecutionPolicy> policyBeans;

	private final List<Consumer<NodeObserver>> early = new ArrayList<>();

	private int lost;

	private volatile @Nullable NodeObserver observers;

	private volatile @Nullable ExecutionPolicy policy;

	LateBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.observerBeans = beanFactory.getBeanProvider(NodeObserver.class);
		this.policyBeans = beanFactory.getBeanProvider(ExecutionPolicy.class);
	}

	/** An observer that stands for all beans of that type. */
	NodeObserver observer() {
		return new Observer();
	}

	/** Whether there is a bean of a type, here or in a parent context. Creates none. */
	boolean has(Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false).length > 0;
	}

	/** A policy that stands for the bean of that type. */
	ExecutionPolicy policy() {
		return (node, function) -> resolvePolicy().permits(node, function);
	}

	private ExecutionPolicy resolvePolicy() {
		ExecutionPolicy resolved = this.policy;
		if (resolved == null) {
			// several beans without a primary one fail the start: none may be ignored
			resolved = this.policyBeans.getObject();
			this.policy = resolved;
		}
		return resolved;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (has(ExecutionPolicy.class)) {
			resolvePolicy();
		}
		NodeObserver resolved = new CompositeObserver(this.observerBeans.orderedStream().toList());
		synchronized (this.early) {
			this.early.forEach((event) -> event.accept(resolved));
			this.early.clear();
			if (this.lost > 0) {
				logger.warn("Observers are not told of {} events before all beans existed", this.lost);
			}
			this.observers = resolved;
		}
	}

	private void tell(Consumer<NodeObserver> event) {
		NodeObserver known = this.observers;
		if (known == null) {
			synchronized (this.early) {
				known = this.observers;
				if (known == null) {
					keep(event);
					return;
				}
			}
		}
		event.accept(known);
	}

	private void keep(Consumer<NodeObserver> event) {
		if (this.early.size() < MAX_EARLY) {
			this.early.add(event);
		}
		else {
			this.lost++;
		}
	}

	private final class Observer extends ForwardingObserver {

		@Override
		protected void tell(Consumer<NodeObserver> event) {
			LateBeans.this.tell(event);
		}

	}

}
