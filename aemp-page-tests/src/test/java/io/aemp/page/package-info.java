/** The page of the network in a servlet application, a reactive one and a browser. */
@NullMarked
package io.aemp.page;

import org.jspecify.annotations.NullMarked;
