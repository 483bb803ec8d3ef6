/**
 * Tests of the ports of an application without the rest of it.
 */
@NullMarked
package io.aemp.boot.test.slice;

import org.jspecify.annotations.NullMarked;
