package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.observation.HandlerObservations;
import io.aemp.boot.observation.ReceiveConvention;
import io.aemp.boot.observation.SendConvention;
import io.aemp.boot.observation.SendObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/** Auto-configuration of observations, where they are wanted and somebody takes them. */
@AutoConfiguration(after = AempAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ Node.class, ObservationRegistry.class })
@ConditionalOnSwitch("aemp.observe-messages")
public final class AempObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HandlerObservations aempHandlerObservations(Node node, ObservationRegistry registry,
			ObjectProvider<ReceiveConvention> convention) {
		return new HandlerObservations(node, registry, convention.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	SendObservations aempSendObservations(ObjectProvider<Node> node, ObservationRegistry registry,
			ObjectProvider<SendConvention> convention) {
		return new SendObservations(SingletonSupplier.of(node::getObject), registry, convention.getIfAvailable());
	}

}
