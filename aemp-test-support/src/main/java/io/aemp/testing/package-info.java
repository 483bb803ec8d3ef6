/**
 * What the tests of several modules share: waits with a limit, assertions about time that
 * a machine under load may miss, counts of objects, and what was logged. Knows nothing of
 * the modules under test, so that the tests of all of them can use it.
 */
@NullMarked
package io.aemp.testing;

import org.jspecify.annotations.NullMarked;
