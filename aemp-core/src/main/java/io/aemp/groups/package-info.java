/**
 * Groups of version 1, for those who port programs that use {@code grp_reg},
 * {@code grp_get} and {@code grp_mon}: a {@link io.aemp.groups.Groups} shows the families
 * of the database by these three functions. New programs use the {@link io.aemp.Database}
 * itself.
 * <p>
 * Uses the API of aemp only, as a user would.
 */
@NullMarked
package io.aemp.groups;

import org.jspecify.annotations.NullMarked;
