/**
 * Limits for log lines that others can cause. Stands beside slf4j: every room may use it,
 * and so may the Spring modules. It is not for users.
 * <p>
 * Uses the JDK only.
 */
@NullMarked
package io.aemp.log;

import org.jspecify.annotations.NullMarked;
