package io.aemp.boot.client;

import java.lang.reflect.Method;
import java.util.Objects;

import io.aemp.boot.port.BoundTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Registers the proxies of clients, and what their methods send and return, for native
 * images.
 */
final class ClientAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		if (registeredBean.getBeanClass() != ClientFactoryBean.class) {
			return null;
		}
		Class<?> type = Objects
			.requireNonNull(registeredBean.getBeanType().as(ClientFactoryBean.class).resolveGeneric());
		return (generationContext, code) -> {
			RuntimeHints hints = generationContext.getRuntimeHints();
			hints.proxies().registerJdkProxy(type);
			hints.reflection().registerType(type);
			for (Method method : type.getMethods()) {
				BoundTypes.registerHints(method, type, hints.reflection());
			}
		};
	}

}
