/** What the chapter "Streams" of the guide shows. */
@NullUnmarked
package io.aemp.boot.stream.guide;

import org.jspecify.annotations.NullUnmarked;
