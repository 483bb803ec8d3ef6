/**
 * Members of families that are mocks.
 */
@NullMarked
package io.aemp.boot.test.stub;

import org.jspecify.annotations.NullMarked;
