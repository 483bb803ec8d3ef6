/**
 * The yardstick: Netty and nothing else, with a codec for the same bytes that is written
 * by hand, as somebody would who knows Netty and needs one program only. It gives no
 * promise about what is lost, has no limits, and knows what will be sent.
 */
@NullMarked
package io.aemp.benchmarks.subject.netty;

import org.jspecify.annotations.NullMarked;
