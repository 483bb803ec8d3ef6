package io.aemp.boot.port;

import java.time.Duration;
import java.util.List;

import io.aemp.PortOptions;
import io.aemp.annotation.Restart;
import io.aemp.boot.handler.PortMethods;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOff;

/**
 * The annotation of a bean that is a port.
 *
 * @param beanName the name of the bean
 * @param prototype whether each request for the bean gives a new instance
 * @param count how many ports it has
 * @param annotatedMethods its annotated methods, to be checked against its proxy
 * @param options the options of its ports
 * @param families the families to register it in
 * @param familyValue the value of these entries
 * @param restart whether to open it again after a death, and with which instance
 * @param backOff the delays before it is opened again
 * @param stableTime how long a port must live to reset the delay
 * @param methods the methods of the bean
 */
record PortDefinition(String beanName, boolean prototype, int count, AnnotatedMethods annotatedMethods,
		PortOptions options, List<String> families, @Nullable Object familyValue, Restart.Policy restart,
		BackOff backOff, Duration stableTime, PortMethods methods) {

}
