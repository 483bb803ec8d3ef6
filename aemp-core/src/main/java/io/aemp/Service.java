package io.aemp;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A registered function that the node calls after its start (manual: {@code services}).
 *
 * @param function the name of the function
 * @param arguments its arguments
 */
public record Service(String function, List<? extends @Nullable Object> arguments) {

}
