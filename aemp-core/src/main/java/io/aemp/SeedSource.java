package io.aemp;

import java.util.Collection;

/**
 * Supplies seeds that may change while a node runs: from a registry, a file, a database.
 * The seeds of all sources are added to {@link NodeConfiguration#seeds()} and to those of
 * {@link Network#changeSeeds}.
 * <p>
 * A node asks each source when it starts, then every
 * {@link NodeConfiguration#seedInterval()}, and sooner when a seed cannot be reached, at
 * most once a second. It asks on a thread that may block, never on two threads at once. A
 * source that fails is logged and asked again, and the seeds that it supplied last stay.
 * Elements that are no seeds are logged and left out.
 */
@FunctionalInterface
public interface SeedSource {

	/**
	 * Returns the present seeds. It may block.
	 * @return addresses as {@code host:port}, {@code dns:name:port} or
	 * {@code srv:_service._proto.name}; at most 256 addresses are used
	 * @throws Exception if the seeds cannot be found out now
	 */
	Collection<String> seeds() throws Exception;

}
