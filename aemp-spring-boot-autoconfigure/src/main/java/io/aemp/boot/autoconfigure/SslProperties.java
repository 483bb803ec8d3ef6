package io.aemp.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * TLS for connections.
 *
 * @param bundle SSL bundle with the private key and certificate of the node and the
 * certificates that it trusts. Host names are not verified. Mutually exclusive with
 * 'cert'.
 * @param trustPublicAuthorities Whether the SSL bundle may have no truststore. Then
 * everybody with a certificate of any public authority is a member of the network.
 */
public record SslProperties(@Nullable String bundle, @DefaultValue("false") boolean trustPublicAuthorities) {

}
