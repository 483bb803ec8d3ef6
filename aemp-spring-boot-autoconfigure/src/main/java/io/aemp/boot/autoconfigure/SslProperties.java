package io.aemp.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * TLS for connections.
 *
 * @param bundle SSL bundle with the private key and certificate of the node and the
 * certificates that it trusts. Host names are not verified. Mutually exclusive with
 * 'cert'.
 */
public record SslProperties(@Nullable String bundle) {

}
