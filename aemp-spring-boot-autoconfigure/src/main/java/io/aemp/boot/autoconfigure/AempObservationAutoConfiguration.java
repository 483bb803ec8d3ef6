package io.aemp.boot.autoconfigure;

import java.time.InstantSource;

import io.aemp.Node;
import io.aemp.boot.hop.HopRecorder;
import io.aemp.boot.hop.RecentHops;
import io.aemp.boot.observation.HandlerObservations;
import io.aemp.boot.observation.ReceiveConvention;
import io.aemp.boot.observation.SendConvention;
import io.aemp.boot.observation.SendObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
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

	/** Messages are followed only where somebody may begin that, or ask for it. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(HopsShown.class)
	static final class HopsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RecentHops aempRecentHops() {
			return new RecentHops();
		}

		/** Spring Boot hands it to the registry. */
		@Bean
		@ConditionalOnMissingBean
		HopRecorder aempHopRecorder(RecentHops hops) {
			return new HopRecorder(hops, InstantSource.system(), System::nanoTime);
		}

	}

	/** Operators try messages here, or other nodes ask what became of theirs. */
	static final class HopsShown extends AnyNestedCondition {

		HopsShown() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnSwitch("aemp.operations.changes")
		static final class Changes {

		}

		@ConditionalOnSwitch("aemp.operations.inspection")
		static final class Inspection {

		}

	}

}
