/**
 * What Logback logs in this process, for the nodes that ask for it.
 * <p>
 * Uses the log catcher of aemp, Logback and Spring's context, but not Spring Boot.
 */
@NullMarked
package io.aemp.boot.logging;

import org.jspecify.annotations.NullMarked;
