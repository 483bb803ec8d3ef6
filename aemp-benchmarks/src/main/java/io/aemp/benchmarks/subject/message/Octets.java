package io.aemp.benchmarks.subject.message;

/**
 * A message with octets in place of the integer.
 *
 * @param tag one of {@link Tag}
 * @param octets the octets, which nobody changes
 */
public record Octets(String tag, byte[] octets) implements Message {
}
