package io.aemp.boot.port;

import io.aemp.DataConnections;

/**
 * A method of the application that accepts data connections.
 *
 * @param name the name under which it does
 * @param place where it is annotated, for exceptions
 * @param handler calls the method
 */
record ConnectionDefinition(String name, String place, DataConnections.Handler handler) {

}
