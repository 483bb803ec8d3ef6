package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.actuate.AempEventsEndpoint;
import io.aemp.boot.actuate.AempHopsEndpoint;
import io.aemp.boot.actuate.MessageHops;
import io.aemp.boot.actuate.NodeViews;
import io.aemp.boot.actuate.RecentEvents;
import io.aemp.boot.page.AempPageEndpoint;
import io.aemp.boot.page.HandlerTimes;
import io.aemp.boot.page.MeteredHandlerTimes;
import io.aemp.boot.page.NetworkLog;
import io.aemp.boot.port.MockedNode;
import io.aemp.logcatcher.LogSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Auto-configuration of the page that shows the network in a browser. */
@AutoConfiguration(after = AempEndpointsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Node.class)
@ImportRuntimeHints(AempPageAutoConfiguration.Files.class)
public final class AempPageAutoConfiguration {

	private static final String ID = "aemp";

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempPageEndpoint aempPageEndpoint(Node node, NodeViews views, RecentEvents recentEvents,
			ObjectProvider<AempEventsEndpoint> events, MessageHops hops, ObjectProvider<HandlerTimes> times,
			ObjectProvider<NetworkLog> log, AempPageEndpoint.Settings settings) {
		return new AempPageEndpoint(node, views,
				events.getIfAvailable(() -> new AempEventsEndpoint(node.id(), recentEvents)),
				new AempHopsEndpoint(node, hops), times.getIfAvailable(() -> () -> HandlerTimes.Times.NONE),
				log.getIfAvailable(), settings);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(AempPageEndpoint.class)
	AempPageEndpoint.Settings aempPageSettings(AempProperties properties, EndpointAccessResolver access,
			ObjectProvider<WebEndpointProperties> endpoints) {
		boolean unrestricted = access.accessFor(EndpointId.of(ID), Access.NONE) == Access.UNRESTRICTED;
		return new AempPageEndpoint.Settings(lastSegment(endpoints.getIfAvailable()),
				unrestricted && properties.getOperations().changes());
	}

	/** What a page shows that is not there need not be kept. */
	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(AempPageEndpoint.class)
	@ConditionalOnSwitch("aemp.operations.log")
	@Nullable NetworkLog aempNetworkLog(Node node, ObjectProvider<LogSource> source) {
		// the mock of a test has nobody to ask
		return MockedNode.is(node) ? null : new NetworkLog(node, source.getIfAvailable() != null, System::nanoTime);
	}

	private static String lastSegment(@Nullable WebEndpointProperties properties) {
		String path = (properties != null) ? properties.getPathMapping().getOrDefault(ID, ID) : ID;
		return path.substring(path.lastIndexOf('/') + 1);
	}

	/** The times that Micrometer has. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static final class TimesConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint(AempPageEndpoint.class)
		@Nullable HandlerTimes aempHandlerTimes(ObjectProvider<MeterRegistry> registry) {
			MeterRegistry present = registry.getIfAvailable();
			return (present != null) ? new MeteredHandlerTimes(present) : null;
		}

	}

	/** The files of the page, for native images. */
	static final class Files implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/aemp/boot/page/*");
		}

	}

}
