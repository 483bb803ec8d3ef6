package io.aemp.boot.port;

import java.time.Duration;
import java.util.List;

import io.aemp.PortOptions;
import io.aemp.annotation.ConversionFailure;
import io.aemp.annotation.Restart;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOff;

/**
 * A bean that is a port, as it is annotated.
 *
 * @param beanName the name of the bean
 * @param prototype whether each request for the bean gives a new instance
 * @param options how the port is to be opened
 * @param families where to register it
 * @param familyValue with what value
 * @param restart whether to open it again
 * @param backOff how long to wait before that, death by death
 * @param stableTime how long a port must have lived for earlier deaths to be forgotten
 * @param conversionFailure what a message does that does not fit
 * @param methods the methods of the bean
 */
record PortDefinition(String beanName, boolean prototype, PortOptions options, List<String> families,
		@Nullable Object familyValue, Restart.Policy restart, BackOff backOff, Duration stableTime,
		ConversionFailure conversionFailure, PortMethods methods) {

}
