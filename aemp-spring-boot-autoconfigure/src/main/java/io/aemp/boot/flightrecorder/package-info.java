/**
 * Events for JDK Flight Recorder: what happens in a node, and which methods of beans take
 * long. An event that nobody records costs a check.
 * <p>
 * Uses the API of aemp, {@code jdk.jfr}, and {@code handler} to watch the methods of
 * beans.
 */
@NullMarked
package io.aemp.boot.flightrecorder;

import org.jspecify.annotations.NullMarked;
