package io.aemp.benchmarks.subject.message;

/**
 * A small message.
 *
 * @param tag one of {@link Tag}
 * @param number the integer
 */
public record Numbered(String tag, long number) implements Message {
}
