package io.aemp.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * What the observation of something that is sent says: its name and its keys. A bean of
 * this type replaces {@link DefaultSendConvention}.
 */
public interface SendConvention extends ObservationConvention<SendContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof SendContext;
	}

}
