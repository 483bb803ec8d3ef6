/**
 * Observations of Micrometer: which there are, what they say, and what begins and ends
 * them. A convention of the application may replace what they say.
 * <p>
 * Uses the API of aemp, the observations of Micrometer, and {@code handler} to watch the
 * methods of beans.
 */
@NullMarked
package io.aemp.boot.observation;

import org.jspecify.annotations.NullMarked;
