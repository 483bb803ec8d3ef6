/**
 * The annotated methods of beans as receivers of messages: binding messages to their
 * parameters, calling them, and sending what they return. Methods that are processes are
 * called here too, and receive by themselves.
 * <p>
 * Does not know which beans there are, when their ports open, and what follows a death.
 */
@NullMarked
package io.aemp.boot.handler;

import org.jspecify.annotations.NullMarked;
