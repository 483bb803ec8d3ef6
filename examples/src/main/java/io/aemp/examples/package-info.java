/**
 * The programs of the Perl distribution's {@code eg/}, in Java. Each works with the Perl
 * one: the families, tags and messages are the same.
 */
@NullMarked
package io.aemp.examples;

import org.jspecify.annotations.NullMarked;
