/**
 * The in-memory network of tests: its members, its clock and its faults.
 */
@NullMarked
package io.aemp.boot.test.network;

import org.jspecify.annotations.NullMarked;
