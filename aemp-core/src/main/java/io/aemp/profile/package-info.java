/**
 * Profiles: named sets of settings in a JSON document. Profiles inherit from each other
 * and become a node configuration. Also expands the templates of node IDs.
 * <p>
 * Uses {@code io.aemp} and the tokens of the JSON library. Does not depend on running
 * nodes.
 */
@NullMarked
package io.aemp.profile;

import org.jspecify.annotations.NullMarked;
