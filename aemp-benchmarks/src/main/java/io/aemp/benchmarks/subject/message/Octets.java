package io.aemp.benchmarks.subject.message;

/**
 * A message with bytes in place of the integer.
 *
 * @param tag one of {@link Tag}
 * @param bytes the bytes, which nobody changes
 */
public record Octets(String tag, byte[] bytes) implements Message {
}
