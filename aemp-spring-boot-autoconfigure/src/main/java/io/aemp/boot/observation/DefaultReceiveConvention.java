package io.aemp.boot.observation;

import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.observation.AempObservation.HighCardinality;
import io.aemp.boot.observation.AempObservation.LowCardinality;
import io.micrometer.common.KeyValues;

/** What the observation of a message says, unless a bean says something else. */
public class DefaultReceiveConvention implements ReceiveConvention {

	private static final String OTHER = "other";

	@Override
	public String getName() {
		return "aemp.receive";
	}

	@Override
	public String getContextualName(ReceiveContext context) {
		return "receive " + context.handler().label() + " " + tag(context.handler());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ReceiveContext context) {
		HandlerName handler = context.handler();
		return KeyValues.of(LowCardinality.LABEL.withValue(handler.label()), LowCardinality.TAG.withValue(tag(handler)),
				LowCardinality.METHOD.withValue(handler.method()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ReceiveContext context) {
		return KeyValues.of(HighCardinality.PORT.withValue(context.port()),
				HighCardinality.SOURCE.withValue(context.sourceNode()));
	}

	/** A tag that no method names may be anything. */
	private static String tag(HandlerName handler) {
		String tag = handler.tag();
		return (tag != null) ? tag : OTHER;
	}

}
