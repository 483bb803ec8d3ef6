/**
 * The messages that the other systems of the JVM carry: a tag and an integer or bytes,
 * and the one simple format for those that leave the format to their user.
 */
@NullMarked
package io.aemp.benchmarks.subject.message;

import org.jspecify.annotations.NullMarked;
