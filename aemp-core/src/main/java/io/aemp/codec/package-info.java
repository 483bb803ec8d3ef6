/**
 * Packets to and from bytes: CBOR and JSON. Pure functions over arrays, without sockets;
 * values are read and written straight on the bytes.
 * <p>
 * Uses {@code io.aemp} only.
 */
@NullMarked
package io.aemp.codec;

import org.jspecify.annotations.NullMarked;
