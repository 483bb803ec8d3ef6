package io.aemp.benchmarks.process;

/** The receiving side of a system, in its own process. */
public interface Server extends AutoCloseable {

	/**
	 * What the sending side needs to reach it.
	 * @return an address in one line, for {@link Adapter#connect}
	 */
	String address();

	@Override
	void close();

}
