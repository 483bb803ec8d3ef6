/** Erlang: processes, and its own distribution between them. */
@NullMarked
package io.aemp.benchmarks.subject.erlang;

import org.jspecify.annotations.NullMarked;
