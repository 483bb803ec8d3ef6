@NullUnmarked
package io.aemp.boot.stream;

import org.jspecify.annotations.NullUnmarked;
