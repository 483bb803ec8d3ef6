/**
 * AssertJ assertions for nodes, families, messages and reasons.
 */
@NullMarked
package io.aemp.boot.test.assertj;

import org.jspecify.annotations.NullMarked;
