package io.aemp.boot.event;

import io.aemp.Reason;

/**
 * A port of this node died: the port of a bean for any reason, or any other port for a
 * reason that is not normal. Not published while the application context closes.
 *
 * @param port the port ID
 * @param reason why it died
 */
public record PortDiedEvent(String port, Reason reason) {

}
