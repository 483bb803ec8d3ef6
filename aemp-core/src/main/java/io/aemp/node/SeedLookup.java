package io.aemp.node;

import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

import io.aemp.SeedEntry;
import io.aemp.SeedSource;

/**
 * How the names among the seeds are looked up.
 *
 * @param executor asks seed sources, which may block
 * @param literal whether an address stands for one node, so that it has no name that may
 * lead to several ones
 * @param names makes the source of what an entry leads to
 */
public record SeedLookup(Executor executor, Predicate<SeedEntry> literal, Function<SeedEntry, SeedSource> names) {

}
