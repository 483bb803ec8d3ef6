package io.aemp.boot.port;

import io.aemp.Functions;
import io.aemp.PortOptions;

/**
 * An init function of the application's.
 *
 * @param name its name
 * @param place where it is annotated
 * @param options how its ports are to work
 * @param function the function
 */
record SpawnDefinition(String name, String place, PortOptions options, Functions.InitFunction function) {

}
