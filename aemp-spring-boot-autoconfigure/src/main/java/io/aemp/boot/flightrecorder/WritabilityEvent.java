package io.aemp.boot.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A peer stopped being writable, or became writable again. */
@Name("aemp.Writability")
@Label("Writability")
@Category("aemp")
@StackTrace(false)
final class WritabilityEvent extends Event {

	@Label("Node ID")
	@Nullable String node;

	@Label("Writable")
	boolean writable;

}
