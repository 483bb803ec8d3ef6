/**
 * Profiles: named sets of settings in a JSON document, which inherit from each other and
 * become a node configuration. Also what a node ID is made of.
 * <p>
 * Uses {@code io.aemp} and the JSON library. Knows nothing of nodes that run.
 */
@NullMarked
package io.aemp.profile;

import org.jspecify.annotations.NullMarked;
