package io.aemp.benchmarks.report;

import io.aemp.benchmarks.process.Workload;

/**
 * A run that went wrong.
 *
 * @param subject the name of the system
 * @param workload what was run
 * @param count how often
 */
public record Failure(String subject, Workload workload, int count) {

}
