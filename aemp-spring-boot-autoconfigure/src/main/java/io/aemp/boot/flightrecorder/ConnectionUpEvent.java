package io.aemp.boot.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A connection to a peer came up. */
@Name("aemp.ConnectionUp")
@Label("Connection Up")
@Category("aemp")
@StackTrace(false)
final class ConnectionUpEvent extends Event {

	@Label("Node ID")
	@Nullable String node;

	@Label("Address")
	@Nullable String address;

	@Label("Framing")
	@Nullable String framing;

	@Label("TLS")
	boolean tls;

}
