package io.aemp.boot.listener;

import java.lang.reflect.Method;
import java.util.Set;

import io.aemp.FamilyChange;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationListenerMethodAdapter;

/** Passes the changes of the named families to a method. */
final class FamilyListenerAdapter extends ApplicationListenerMethodAdapter {

	private final Set<String> families;

	FamilyListenerAdapter(String beanName, Class<?> type, Method method, Set<String> families) {
		super(beanName, type, method);
		this.families = families;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof PayloadApplicationEvent<?> payload && payload.getPayload() instanceof FamilyChange change
				&& this.families.contains(change.family())) {
			super.onApplicationEvent(event);
		}
	}

}
