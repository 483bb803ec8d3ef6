/**
 * Streams: the messages between a port that sends many values and one that receives them
 * as fast as it can, and the side that sends. Whoever asks opens a reply port for the
 * stream and names it as in any call, but under a tag of its own. The reply port gets
 * each value, and its death ends the stream: a normal one completes it, a reason is its
 * error.
 * <p>
 * Uses the API of aemp and Reactive Streams. Knows neither annotations nor conversions.
 */
@NullMarked
package io.aemp.boot.stream;

import org.jspecify.annotations.NullMarked;
