/**
 * Publishes family changes and the state of peers as application events, and creates the
 * listeners that name a family.
 * <p>
 * Uses the API of aemp and Spring's context, but not Spring Boot.
 */
@NullMarked
package io.aemp.boot.listener;

import org.jspecify.annotations.NullMarked;
