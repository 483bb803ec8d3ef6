/**
 * A small real system made with the starter: image scaling by a pool of workers, a chat,
 * and a page that shows both and the network they live in. Each feature has a package of
 * its own; this one only starts them.
 */
@NullMarked
package io.aemp.sample;

import org.jspecify.annotations.NullMarked;
