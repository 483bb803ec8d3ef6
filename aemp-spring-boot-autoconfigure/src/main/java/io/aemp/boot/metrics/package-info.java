/**
 * What Micrometer shows of a node: its meters, and what counts and samples for them.
 * Whatever has a tag here has a bound: neither peers nor the contents of messages make
 * meters.
 * <p>
 * Uses the API of aemp and Micrometer, and {@code handler} to watch the methods of beans.
 */
@NullMarked
package io.aemp.boot.metrics;

import org.jspecify.annotations.NullMarked;
