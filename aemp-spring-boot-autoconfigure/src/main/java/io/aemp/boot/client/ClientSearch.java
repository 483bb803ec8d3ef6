package io.aemp.boot.client;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.aemp.annotation.AempExchange;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/** Searches packages for interfaces whose methods are messages, inherited ones too. */
final class ClientSearch {

	private final ClassPathScanningCandidateComponentProvider provider;

	private final ResourceLoader resourceLoader;

	ClientSearch(Environment environment, ResourceLoader resourceLoader) {
		this.resourceLoader = resourceLoader;
		this.provider = new ClassPathScanningCandidateComponentProvider(false, environment) {

			@Override
			protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
				return definition.getMetadata().isInterface() && !definition.getMetadata().isAnnotation();
			}

		};
		this.provider.setResourceLoader(resourceLoader);
		this.provider.addIncludeFilter(ClientSearch::hasExchanges);
	}

	/**
	 * Searches a package and those below.
	 * @param basePackage the package
	 * @return the names of the interfaces, in their order
	 */
	Set<String> in(String basePackage) {
		return this.provider.findCandidateComponents(basePackage)
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.filter(this::isComplete)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean hasExchanges(MetadataReader reader, MetadataReaderFactory factory) {
		ClassMetadata type = reader.getClassMetadata();
		return reader.getAnnotationMetadata().hasAnnotatedMethods(AempExchange.class.getName()) || type.isInterface()
				&& Arrays.stream(type.getInterfaceNames()).anyMatch((inherited) -> hasExchanges(inherited, factory));
	}

	private static boolean hasExchanges(String inherited, MetadataReaderFactory factory) {
		try {
			return hasExchanges(factory.getMetadataReader(inherited), factory);
		}
		catch (IOException ex) {
			// of a library that is not there: nobody can use the interface
			return false;
		}
	}

	/** What has type parameters is there for others to extend. */
	private boolean isComplete(String type) {
		return ClassUtils.resolveClassName(type, this.resourceLoader.getClassLoader()).getTypeParameters().length == 0;
	}

}
