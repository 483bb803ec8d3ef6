package io.aemp.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * What the observation of a message says: its name and its keys. A bean of this type
 * replaces {@link DefaultReceiveConvention}.
 */
public interface ReceiveConvention extends ObservationConvention<ReceiveContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ReceiveContext;
	}

}
