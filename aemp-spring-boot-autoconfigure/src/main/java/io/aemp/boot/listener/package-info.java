/**
 * What happens in a node, as events of the application: family changes, nodes going up
 * and down, and the listeners that name a family.
 * <p>
 * Uses the API of aemp and Spring's context; knows nothing of Spring Boot.
 */
@NullMarked
package io.aemp.boot.listener;

import org.jspecify.annotations.NullMarked;
