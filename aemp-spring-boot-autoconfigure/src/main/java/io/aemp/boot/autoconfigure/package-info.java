/**
 * Auto-configuration: properties to a node configuration, beans, lifecycle, failure
 * analyses.
 */
@NullMarked
package io.aemp.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
