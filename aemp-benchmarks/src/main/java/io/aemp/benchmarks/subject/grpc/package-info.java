/** gRPC: one stream in both directions on one connection. */
@NullMarked
package io.aemp.benchmarks.subject.grpc;

import org.jspecify.annotations.NullMarked;
