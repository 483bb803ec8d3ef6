package io.aemp.port;

import java.util.List;

/**
 * Notes when an account is full, and when it is no more.
 *
 * @param seen takes {@code "filled"} and {@code "drained"}
 */
record NotedMarks(List<Object> seen) implements ReceiveWindow.Listener {

	@Override
	public void filled() {
		this.seen.add("filled");
	}

	@Override
	public void drained() {
		this.seen.add("drained");
	}

}
