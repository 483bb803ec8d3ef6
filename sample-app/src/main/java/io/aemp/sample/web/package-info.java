/**
 * What a browser sees: REST for saying something and for scaling images, and a stream of
 * events for everything that changes. Uses the other packages; nobody uses this one.
 */
@NullMarked
package io.aemp.sample.web;

import org.jspecify.annotations.NullMarked;
