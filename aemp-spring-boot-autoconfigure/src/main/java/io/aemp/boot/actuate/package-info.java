/**
 * Endpoints and health: what a node is doing, for people and tools. Reads snapshots of
 * the API only, and shows no secret.
 */
@NullMarked
package io.aemp.boot.actuate;

import org.jspecify.annotations.NullMarked;
