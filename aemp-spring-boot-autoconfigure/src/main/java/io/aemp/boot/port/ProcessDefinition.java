package io.aemp.boot.port;

import io.aemp.Functions;
import io.aemp.PortOptions;

/**
 * A process of the application that others spawn.
 *
 * @param name its name
 * @param place where it is annotated, for exceptions
 * @param options the options of its ports
 * @param function the code
 */
record ProcessDefinition(String name, String place, PortOptions options, Functions.ProcessFunction function) {

}
