/** The system of this project, through its public API. */
@NullMarked
package io.aemp.benchmarks.subject.aemp;

import org.jspecify.annotations.NullMarked;
