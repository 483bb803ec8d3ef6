package io.aemp.boot.test.probe;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Probes of tests.
 *
 * @param timeout How long a probe waits for what a test expects.
 * @param quiet How long a probe waits to see that nothing arrives.
 */
@ConfigurationProperties(prefix = "aemp-test.probe", ignoreUnknownFields = false)
record AempProbeProperties(@DefaultValue("20s") Duration timeout, @DefaultValue("100ms") Duration quiet) {

}
