package io.aemp.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Encrypted connections.
 *
 * @param bundle SSL bundle with the key and certificate of the node and the certificates
 * that it trusts. Host names are not verified.
 */
public record SslProperties(@Nullable String bundle) {

}
