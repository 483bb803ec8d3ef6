/** Apache Pekko: actors, and Artery over TCP between them. */
@NullMarked
package io.aemp.benchmarks.subject.pekko;

import org.jspecify.annotations.NullMarked;
