package io.aemp.boot.listener;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.annotation.FamilyListener;
import io.aemp.boot.port.MockedNode;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The methods annotated with {@link FamilyListener} in a child context without a
 * {@link FamilyListenerFactory}. Spring has made plain listeners of them. The events of a
 * parent do not reach a child, so each of these listeners gets its changes straight from
 * the node.
 */
public final class ChildFamilyListeners {

	private final Node node;

	private final AbstractApplicationContext child;

	private final Map<ApplicationListenerMethodAdapter, Set<String>> listeners = new LinkedHashMap<>();

	private final List<Guard> monitors = new ArrayList<>();

	/**
	 * Finds the listeners.
	 * @param node the node to monitor
	 * @param child the context, after its refresh
	 * @throws io.aemp.boot.handler.InvalidAnnotationException if an annotation is not
	 * valid
	 */
	public ChildFamilyListeners(Node node, AbstractApplicationContext child) {
		this.node = node;
		this.child = child;
		child.getApplicationListeners().forEach((listener) -> {
			if (listener instanceof ApplicationListenerMethodAdapter adapter) {
				add(adapter, adapter.getTargetMethod());
			}
		});
	}

	private void add(ApplicationListenerMethodAdapter listener, Method method) {
		if (AnnotatedElementUtils.hasAnnotation(method, FamilyListener.class)) {
			this.listeners.put(listener, ListenedFamilies.of(method.getDeclaringClass(), method,
					this.child.getBeanFactory()::resolveEmbeddedValue));
		}
	}

	/** Starts the monitors, unless they run already, or the node is a mock. */
	public synchronized void start() {
		if (this.monitors.isEmpty() && !MockedNode.is(this.node)) {
			this.listeners.forEach((listener, families) -> families.forEach((family) -> this.monitors
				.add(this.node.database().monitor(family, (change) -> tell(listener, change)))));
		}
	}

	private void tell(ApplicationListenerMethodAdapter listener, FamilyChange change) {
		listener.onApplicationEvent(new PayloadApplicationEvent<>(this.child, change));
	}

	/** Stops the monitors. */
	public synchronized void stop() {
		this.monitors.forEach(Guard::close);
		this.monitors.clear();
	}

}
