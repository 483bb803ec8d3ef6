/**
 * Application events for which the core has no type. All other events are types of the
 * core: {@link io.aemp.FamilyChange} and {@link io.aemp.PeerEvent}.
 */
@NullMarked
package io.aemp.boot.event;

import org.jspecify.annotations.NullMarked;
