package io.aemp.simulation;

/** What the threads of a process do; each kind has threads of its own. */
public enum Work {

	/** Serves connections: reads, decodes, hands over, writes. */
	LOOP,
	/** Decides about the network. */
	CONTROL,
	/** Runs ports, and executors of the application. */
	PORTS,
	/** What takes long and must keep nobody waiting, like decoding a large message. */
	BACKGROUND

}
