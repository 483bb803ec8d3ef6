package io.aemp.boot.observation;

import io.aemp.PortIds;
import io.aemp.boot.observation.AempObservation.SendHighCardinality;
import io.aemp.boot.observation.AempObservation.SendLowCardinality;
import io.micrometer.common.KeyValues;

/**
 * What the observation of something that is sent says, unless a bean says something else.
 */
public class DefaultSendConvention implements SendConvention {

	@Override
	public String getName() {
		return "aemp.send";
	}

	@Override
	public String getContextualName(SendContext context) {
		String tag = context.tag();
		return context.operation().text() + ((tag != null) ? " " + tag : "");
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SendContext context) {
		return KeyValues.of(SendLowCardinality.OPERATION.withValue(context.operation().text()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(SendContext context) {
		return KeyValues.of(SendHighCardinality.DESTINATION.withValue(context.destination()),
				SendHighCardinality.NODE.withValue(PortIds.nodeOf(context.destination())));
	}

}
