/**
 * The page that shows the network in a browser: static files, and what they show as JSON.
 * It stands on the endpoints, and answers as these do.
 */
@NullMarked
package io.aemp.boot.page;

import org.jspecify.annotations.NullMarked;
