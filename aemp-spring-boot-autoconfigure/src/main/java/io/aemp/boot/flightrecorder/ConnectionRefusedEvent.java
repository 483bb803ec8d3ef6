package io.aemp.boot.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A connection ended before it was up. */
@Name("aemp.ConnectionRefused")
@Label("Connection Refused")
@Category("aemp")
@StackTrace(false)
final class ConnectionRefusedEvent extends Event {

	@Label("Address")
	@Nullable String address;

	@Label("Problem")
	@Nullable String problem;

}
