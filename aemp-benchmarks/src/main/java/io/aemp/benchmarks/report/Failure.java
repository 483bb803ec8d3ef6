package io.aemp.benchmarks.report;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Workload;

/**
 * A run that went wrong.
 *
 * @param subject the name of the system
 * @param workload what was run
 * @param load what else the machine did
 * @param count how often
 */
public record Failure(String subject, Workload workload, Load load, int count) {

}
