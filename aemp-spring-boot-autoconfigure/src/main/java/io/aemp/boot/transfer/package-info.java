/**
 * Sends resources of Spring to other nodes, over data connections.
 * <p>
 * Uses the API of aemp and Spring's core.
 */
@NullMarked
package io.aemp.boot.transfer;

import org.jspecify.annotations.NullMarked;
