/**
 * What an application with Spring Boot gets: beans that are ports, and the records that
 * their methods take and return. The sending side is an application too.
 */
@NullMarked
package io.aemp.benchmarks.subject.spring;

import org.jspecify.annotations.NullMarked;
