package io.aemp.boot.test.slice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.aemp.ExecutionPolicy;
import io.aemp.Framing;
import io.aemp.NodeObserver;
import io.aemp.annotation.AempAdvice;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.autoconfigure.NodeConfigurationCustomizer;
import io.aemp.boot.handler.ArgumentResolver;
import io.aemp.boot.handler.FailureDescriber;
import io.aemp.boot.handler.MessageInterceptor;
import io.aemp.boot.handler.ResultWriter;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Leaves out what {@link AempTest} does not need. */
final class AempTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<AempTest> {

	private static final Set<Class<?>> EXTENSIONS = Set.of(AempAdvice.class, ArgumentResolver.class,
			ExecutionPolicy.class, FailureDescriber.class, Framing.class, MessageInterceptor.class,
			NodeConfigurationCustomizer.class, NodeObserver.class, ResultWriter.class);

	private static final Set<Class<?>> PORTS = Set.of(AempPort.class, SpawnablePort.class);

	private final Class<?>[] ports;

	AempTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.ports = getAnnotation().getValue("ports", Class[].class).orElse(new Class<?>[0]);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return EXTENSIONS;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return (this.ports.length == 0) ? PORTS : new LinkedHashSet<>(List.of(this.ports));
	}

}
