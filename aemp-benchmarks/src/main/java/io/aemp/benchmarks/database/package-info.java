/**
 * What the database and the network cost in time: whole nodes on real sockets, all in one
 * process. Each scenario has a new process, and several rounds in it.
 */
@NullMarked
package io.aemp.benchmarks.database;

import org.jspecify.annotations.NullMarked;
