package io.aemp.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.aemp.ExecutionPolicy;
import io.aemp.Network;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Reason;
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

	private volatile @Nullable List<NodeObserver> observers;

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

	/** Whether the application has an execution policy. Creates no bean. */
	boolean hasPolicy() {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, ExecutionPolicy.class, true,
				false).length > 0;
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
		if (hasPolicy()) {
			resolvePolicy();
		}
		List<NodeObserver> resolved = this.observerBeans.orderedStream().toList();
		synchronized (this.early) {
			this.early.forEach((event) -> tell(resolved, event));
			this.early.clear();
			if (this.lost > 0) {
				logger.warn("Observers are not told of {} events before all beans existed", this.lost);
			}
			this.observers = resolved;
		}
	}

	private void tell(Consumer<NodeObserver> event) {
		List<NodeObserver> known = this.observers;
		if (known == null) {
			synchronized (this.early) {
				known = this.observers;
				if (known == null) {
					keep(event);
					return;
				}
			}
		}
		tell(known, event);
	}

	private void keep(Consumer<NodeObserver> event) {
		if (this.early.size() < MAX_EARLY) {
			this.early.add(event);
		}
		else {
			this.lost++;
		}
	}

	private static void tell(List<NodeObserver> observers, Consumer<NodeObserver> event) {
		for (NodeObserver observer : observers) {
			try {
				event.accept(observer);
			}
			catch (RuntimeException ex) {
				logger.error("Observer {} failed", observer.getClass().getName(), ex);
			}
		}
	}

	private final class Observer implements NodeObserver {

		@Override
		public void portDied(String port, Reason reason, boolean monitored) {
			tell((observer) -> observer.portDied(port, reason, monitored));
		}

		@Override
		public void killRequested(String node, String port, Reason reason) {
			tell((observer) -> observer.killRequested(node, port, reason));
		}

		@Override
		public void peerUp(PeerInfo peer) {
			tell((observer) -> observer.peerUp(peer));
		}

		@Override
		public void peerDown(String node, Reason reason) {
			tell((observer) -> observer.peerDown(node, reason));
		}

		@Override
		public void writabilityChanged(String node, boolean writable) {
			tell((observer) -> observer.writabilityChanged(node, writable));
		}

		@Override
		public void connectionRefused(String address, String problem) {
			tell((observer) -> observer.connectionRefused(address, problem));
		}

		@Override
		public void packetDropped(String node, String problem) {
			tell((observer) -> observer.packetDropped(node, problem));
		}

		@Override
		public void roleChanged(Network network) {
			tell((observer) -> observer.roleChanged(network));
		}

	}

}
