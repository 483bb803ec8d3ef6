package io.aemp.boot.observation;

import java.util.Locale;
import java.util.regex.Pattern;

import io.aemp.PortIds;
import io.aemp.boot.observation.AempObservation.SendHighCardinality;
import io.aemp.boot.observation.AempObservation.SendLowCardinality;
import io.micrometer.common.KeyValues;

/**
 * What the observation of something that is sent says, unless a bean says something else.
 */
public class DefaultSendConvention implements SendConvention {

	/** What a tag looks like; another first element is no part of the name of a span. */
	private static final Pattern TAG = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:-]{0,63}");

	@Override
	public String getName() {
		return "aemp.send";
	}

	@Override
	public String getContextualName(SendContext context) {
		String tag = context.message().tag();
		boolean named = context.operation() != SendContext.Operation.SPAWN && tag != null && TAG.matcher(tag).matches();
		return operation(context) + (named ? " " + tag : "");
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SendContext context) {
		return KeyValues.of(SendLowCardinality.OPERATION.withValue(operation(context)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(SendContext context) {
		return KeyValues.of(SendHighCardinality.DESTINATION.withValue(context.destination()),
				SendHighCardinality.NODE.withValue(PortIds.nodeOf(context.destination())));
	}

	private static String operation(SendContext context) {
		return context.operation().name().toLowerCase(Locale.ROOT);
	}

}
