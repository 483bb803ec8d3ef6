/**
 * The application events for which the core has no type. The others are the types of the
 * core: {@link io.aemp.FamilyChange} and {@link io.aemp.PeerEvent}.
 */
@NullMarked
package io.aemp.boot.event;

import org.jspecify.annotations.NullMarked;
