package io.aemp.boot.autoconfigure;

import java.lang.reflect.Method;

import io.aemp.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Registers what is reached by reflection and no bean tells of, for native images: the
 * factory methods that convert text to property types, and virtual threads.
 */
final class AempRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		register(hints, Secret.class);
		register(hints, ServiceProperties.class);
		registerVirtualThreads(hints);
	}

	/** The core is compiled for Java 17, which has none. */
	private static void registerVirtualThreads(RuntimeHints hints) {
		Method factory = ReflectionUtils.findMethod(Thread.class, "ofVirtual");
		if (factory != null) {
			hints.reflection().registerMethod(factory, ExecutableMode.INVOKE);
			for (Method method : factory.getReturnType().getMethods()) {
				hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
			}
		}
	}

	private static void register(RuntimeHints hints, Class<?> type) {
		Method factory = ReflectionUtils.findMethod(type, "of", String.class);
		Assert.state(factory != null, "No factory");
		hints.reflection().registerMethod(factory, ExecutableMode.INVOKE);
	}

}
