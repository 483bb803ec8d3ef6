package io.aemp.boot.port;

import java.util.List;

import io.aemp.PortOptions;
import org.jspecify.annotations.Nullable;

/**
 * The annotation of a bean that is a port, or of its method that is a process.
 *
 * @param beanName the name of the bean
 * @param prototype whether each request for the bean gives a new instance
 * @param count how many ports it has
 * @param annotatedMethods its annotated methods, to be checked against its proxy
 * @param options the options of its ports
 * @param families the families to register it in
 * @param familyValue the value of these entries
 * @param restart what happens after its death
 * @param opener opens its ports
 */
record PortDefinition(String beanName, boolean prototype, int count, AnnotatedMethods annotatedMethods,
		PortOptions options, List<String> families, @Nullable Object familyValue, RestartRule restart,
		PortOpener opener) {

}
