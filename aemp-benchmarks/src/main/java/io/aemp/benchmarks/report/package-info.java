/**
 * What measurements say: medians and spreads, ratios, goals, and their forms as table,
 * JSON and chart. Starts nothing and measures nothing.
 */
@NullMarked
package io.aemp.benchmarks.report;

import org.jspecify.annotations.NullMarked;
