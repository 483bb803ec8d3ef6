/** How long applications with Spring Boot take to start, and how much heap they need. */
@NullMarked
package io.aemp.benchmarks.start;

import org.jspecify.annotations.NullMarked;
