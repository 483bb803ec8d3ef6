/** Eclipse Vert.x: consumers on the event bus, clustered by Hazelcast. */
@NullMarked
package io.aemp.benchmarks.subject.vertx;

import org.jspecify.annotations.NullMarked;
