package io.aemp.boot.port;

import java.time.Duration;

import io.aemp.annotation.Restart;
import org.springframework.util.backoff.BackOff;

/**
 * What happens after the death of a port of a bean.
 *
 * @param policy whether to open it again, and with which instance
 * @param backOff the delays before it is opened again
 * @param stableTime how long a port must live to reset the delay
 */
record RestartRule(Restart.Policy policy, BackOff backOff, Duration stableTime) {

}
