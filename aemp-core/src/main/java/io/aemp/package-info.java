/**
 * What a user of aemp sees: the node, ports, messages, reasons, guards, the database, the
 * configuration of a node, and the SPI for framings and observers.
 * <p>
 * Only interfaces and values live here, and nothing but the JDK may be used: neither the
 * network library nor the JSON library shows in a signature.
 */
@NullMarked
package io.aemp;

import org.jspecify.annotations.NullMarked;
