package io.aemp.boot.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A method of a bean has handled a message. */
@Name("aemp.Handler")
@Label("Handler")
@Category("aemp")
@StackTrace(false)
@Threshold("20 ms")
final class HandlerEvent extends Event {

	@Label("Label")
	@Nullable String label;

	@Label("Tag")
	@Nullable String tag;

	@Label("Method")
	@Nullable String method;

}
