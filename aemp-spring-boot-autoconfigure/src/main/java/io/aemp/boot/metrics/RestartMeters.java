package io.aemp.boot.metrics;

import io.aemp.boot.port.BeanPorts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows how often the ports of beans were opened again. */
public final class RestartMeters implements MeterBinder {

	private final BeanPorts ports;

	/**
	 * Creates the meters.
	 * @param ports the ports of beans
	 */
	public RestartMeters(BeanPorts ports) {
		this.ports = ports;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder(NodeMeter.RESTARTS.getName(), this.ports, BeanPorts::restarts)
			.baseUnit(NodeMeter.RESTARTS.getBaseUnit())
			.description(NodeMeter.RESTARTS.description())
			.register(registry);
	}

}
