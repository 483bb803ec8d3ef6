package io.aemp.boot.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The connection to a peer was lost. */
@Name("aemp.ConnectionDown")
@Label("Connection Down")
@Category("aemp")
@StackTrace(false)
final class ConnectionDownEvent extends Event {

	@Label("Node ID")
	@Nullable String node;

	@Label("Reason")
	@Nullable String reason;

}
