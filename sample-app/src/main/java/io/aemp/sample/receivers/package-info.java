/**
 * The smallest service there is: a port in a family, with one tag. Use it to try out
 * whether messages arrive.
 */
@NullMarked
package io.aemp.sample.receivers;

import org.jspecify.annotations.NullMarked;
