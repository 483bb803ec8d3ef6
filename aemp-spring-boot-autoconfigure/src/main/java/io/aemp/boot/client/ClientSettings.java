package io.aemp.boot.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the clients of one group have in common.
 *
 * @param family the family whose members get the messages; {@code null} if all methods
 * have an argument that names the port
 * @param timeout how long a call may take in all, with the search for a member
 * @param choice how a member is chosen
 */
public record ClientSettings(@Nullable String family, Duration timeout, MemberChoice choice) {

}
