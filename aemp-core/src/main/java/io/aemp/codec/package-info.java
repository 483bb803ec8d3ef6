/**
 * Converts packets to and from bytes: CBOR and JSON. Works on arrays, without sockets;
 * values are read from and written to the bytes directly.
 * <p>
 * Uses {@code io.aemp} only.
 */
@NullMarked
package io.aemp.codec;

import org.jspecify.annotations.NullMarked;
