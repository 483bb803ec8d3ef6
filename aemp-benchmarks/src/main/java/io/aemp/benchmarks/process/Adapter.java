package io.aemp.benchmarks.process;

/**
 * Adapts a system to the driver. What a system cannot do throws a
 * {@link NotApplicableException}, as the defaults do. Each process makes one adapter and
 * calls one of these methods, once; the process ends after that.
 */
public interface Adapter {

	/**
	 * Starts the receiving side on a free port of 127.0.0.1.
	 * @param receiver takes what arrives
	 * @param workload what is about to be measured
	 * @return the running side
	 * @throws Exception if that fails
	 */
	default Server serve(ServerReceiver receiver, Workload workload) throws Exception {
		throw new NotApplicableException("no network");
	}

	/**
	 * Starts the sending side and connects it.
	 * @param address what {@link Server#address} told
	 * @param receiver takes what comes back
	 * @param workload what is about to be measured
	 * @return the running side, with a connection that is up
	 * @throws Exception if that fails
	 */
	default Client connect(String address, ClientReceiver receiver, Workload workload) throws Exception {
		throw new NotApplicableException("no network");
	}

	/**
	 * Starts the system without a network, for the workloads in one process.
	 * @param workload what is about to be measured
	 * @return the running system
	 * @throws Exception if that fails
	 */
	default LocalSystem local(Workload workload) throws Exception {
		throw new NotApplicableException("nothing local");
	}

}
