/**
 * The public API of aemp: the node, ports, messages, reasons, guards, the database, the
 * configuration of a node, and the SPI for framings and observers.
 * <p>
 * Contains only interfaces and values, and uses only the JDK: no signature contains a
 * type of the network library or of the JSON library.
 */
@NullMarked
package io.aemp;

import org.jspecify.annotations.NullMarked;
