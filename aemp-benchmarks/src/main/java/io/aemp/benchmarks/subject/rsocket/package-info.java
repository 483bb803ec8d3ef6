/** RSocket over TCP, with Spring's messaging and the codecs that Spring Boot chooses. */
@NullMarked
package io.aemp.benchmarks.subject.rsocket;

import org.jspecify.annotations.NullMarked;
