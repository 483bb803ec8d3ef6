/**
 * The application events in which a node tells what happens. Only records live here.
 */
@NullMarked
package io.aemp.boot.event;

import org.jspecify.annotations.NullMarked;
