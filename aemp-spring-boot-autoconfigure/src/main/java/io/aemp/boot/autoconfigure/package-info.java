/**
 * Auto-configuration: maps properties to the configuration of a node, defines the beans
 * and their lifecycle, and analyses failures of the start.
 */
@NullMarked
package io.aemp.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
