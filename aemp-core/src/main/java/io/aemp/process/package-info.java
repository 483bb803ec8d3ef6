/**
 * Processes: what their code sees. The thread, and the order of what it does, belong to
 * {@link io.aemp.port.ProcessPort}.
 */
@NullMarked
package io.aemp.process;

import org.jspecify.annotations.NullMarked;
