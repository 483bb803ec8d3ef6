/** JGroups: members of a group that send each other messages over TCP. */
@NullMarked
package io.aemp.benchmarks.subject.jgroups;

import org.jspecify.annotations.NullMarked;
