package io.aemp.boot.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A port died. */
@Name("aemp.PortDeath")
@Label("Port Death")
@Category("aemp")
@StackTrace(false)
final class PortDeathEvent extends Event {

	@Label("Port ID")
	@Nullable String port;

	@Label("Reason")
	@Nullable String reason;

	@Label("Monitored")
	boolean monitored;

}
