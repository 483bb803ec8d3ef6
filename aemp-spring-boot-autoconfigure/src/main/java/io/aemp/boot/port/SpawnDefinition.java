package io.aemp.boot.port;

import io.aemp.Functions;
import io.aemp.PortOptions;

/**
 * An init function of the application.
 *
 * @param name its name
 * @param place where it is annotated, for exceptions
 * @param options the options of its ports
 * @param function the function
 */
record SpawnDefinition(String name, String place, PortOptions options, Functions.InitFunction function) {

}
