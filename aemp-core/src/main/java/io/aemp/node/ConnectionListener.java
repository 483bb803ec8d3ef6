package io.aemp.node;

import io.aemp.Reason;

/** Receives changes of connections, on the control executor. */
interface ConnectionListener {

	void up(LinkSession session);

	void down(String node, Reason reason);

	void writabilityChanged(String node, boolean writable);

}
