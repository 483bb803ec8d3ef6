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
 * Registers the factory methods that convert text to property types, for native images.
 */
final class ConversionHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		register(hints, Secret.class);
		register(hints, ServiceProperties.class);
	}

	private static void register(RuntimeHints hints, Class<?> type) {
		Method factory = ReflectionUtils.findMethod(type, "of", String.class);
		Assert.state(factory != null, "No factory");
		hints.reflection().registerMethod(factory, ExecutableMode.INVOKE);
	}

}
