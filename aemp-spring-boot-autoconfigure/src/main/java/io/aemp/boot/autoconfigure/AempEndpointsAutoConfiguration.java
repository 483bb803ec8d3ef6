package io.aemp.boot.autoconfigure;

import java.time.InstantSource;
import java.util.regex.Pattern;

import io.aemp.Database;
import io.aemp.Node;
import io.aemp.boot.actuate.AempCallsEndpoint;
import io.aemp.boot.actuate.AempEventsEndpoint;
import io.aemp.boot.actuate.AempFamiliesEndpoint;
import io.aemp.boot.actuate.AempHopsEndpoint;
import io.aemp.boot.actuate.AempInfoContributor;
import io.aemp.boot.actuate.AempNodesEndpoint;
import io.aemp.boot.actuate.AempPortsEndpoint;
import io.aemp.boot.actuate.AempRemoteEndpoint;
import io.aemp.boot.actuate.EndpointRefusals;
import io.aemp.boot.actuate.MessageHops;
import io.aemp.boot.actuate.NodeChanges;
import io.aemp.boot.actuate.NodeDrain;
import io.aemp.boot.actuate.NodeViews;
import io.aemp.boot.actuate.OperatorChanges;
import io.aemp.boot.actuate.PortChanges;
import io.aemp.boot.actuate.RecentEvents;
import io.aemp.boot.actuate.RemoteInspection;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.hop.RecentHops;
import io.aemp.boot.logging.LogLimit;
import io.aemp.boot.page.AempPageEndpoint;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.MockedNode;
import io.aemp.boot.port.PortDeaths;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the actuator endpoints. */
@AutoConfiguration(after = AempAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Node.class)
public final class AempEndpointsAutoConfiguration {

	/** Matches the names of properties and environment variables. */
	private static final Pattern CONFIDENTIAL_NAME = Pattern.compile("(?i)aemp[._].*(secret|cert\\b)");

	/** Matches names within a value: a command line, or properties as JSON. */
	private static final Pattern CONFIDENTIAL_TEXT = Pattern.compile("(?is)aemp[._\"'].*(secret|cert\\b)");

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempPortsEndpoint aempPortsEndpoint(Node node, BeanPorts beanPorts, BeanMethods beanMethods, PortChanges changes) {
		return new AempPortsEndpoint(node, beanPorts, beanMethods, changes);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempFamiliesEndpoint aempFamiliesEndpoint(Database database) {
		return new AempFamiliesEndpoint(database);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempNodesEndpoint aempNodesEndpoint(Node node, NodeChanges changes) {
		return new AempNodesEndpoint(node, changes, System::nanoTime);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempCallsEndpoint aempCallsEndpoint(Node node) {
		return new AempCallsEndpoint(node);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempHopsEndpoint aempHopsEndpoint(Node node, MessageHops hops) {
		return new AempHopsEndpoint(node, hops);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempRemoteEndpoint aempRemoteEndpoint(Node node, ElementConversion conversion) {
		return new AempRemoteEndpoint(node, conversion);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSwitch("aemp.operations.inspection")
	@Nullable RemoteInspection aempRemoteInspection(Node node, ElementConversion conversion, NodeViews views,
			ObjectProvider<AempEventsEndpoint> events, MessageHops hops) {
		// the mock of a test has nobody to answer
		return MockedNode.is(node) ? null
				: new RemoteInspection(node, conversion, views, events.getIfAvailable(), hops);
	}

	@Bean
	@ConditionalOnMissingBean
	NodeViews aempNodeViews(Node node, BeanPorts beanPorts, BeanMethods beanMethods, PortChanges portChanges,
			NodeChanges nodeChanges, ObjectProvider<AempNodesEndpoint> nodes, ObjectProvider<AempPortsEndpoint> ports,
			ObjectProvider<AempFamiliesEndpoint> families) {
		return new NodeViews(nodes.getIfAvailable(() -> aempNodesEndpoint(node, nodeChanges)),
				ports.getIfAvailable(() -> aempPortsEndpoint(node, beanPorts, beanMethods, portChanges)),
				families.getIfAvailable(() -> aempFamiliesEndpoint(node.database())));
	}

	@Bean
	@ConditionalOnMissingBean
	OperatorChanges aempOperatorChanges(AempProperties properties) {
		return new OperatorChanges(properties.getOperations().changes());
	}

	@Bean
	@ConditionalOnMissingBean
	NodeChanges aempNodeChanges(Node node, OperatorChanges changes, NodeDrain drain,
			ObjectProvider<LogLimit> logLimit) {
		return new NodeChanges(node, changes, drain, logLimit.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	PortChanges aempPortChanges(Node node, OperatorChanges changes, MessageHops hops) {
		return new PortChanges(node, changes, hops);
	}

	@Bean
	@ConditionalOnMissingBean
	MessageHops aempMessageHops(Node node, ElementConversion conversion, ObjectProvider<RecentHops> recent) {
		return new MessageHops(node, conversion, recent.getIfAvailable(), System::nanoTime);
	}

	@Bean
	@ConditionalOnMissingBean
	EndpointRefusals aempEndpointRefusals() {
		return new EndpointRefusals(AempCallsEndpoint.class, AempEventsEndpoint.class, AempFamiliesEndpoint.class,
				AempHopsEndpoint.class, AempNodesEndpoint.class, AempPortsEndpoint.class, AempRemoteEndpoint.class,
				AempPageEndpoint.class);
	}

	@Bean
	@ConditionalOnMissingBean
	NodeDrain aempNodeDrain(ContextNode node) {
		return new NodeDrain(node.managed().<Runnable>map((managed) -> managed::withdraw).orElse(null));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnEnabledInfoContributor("aemp")
	AempInfoContributor aempInfoContributor(Node node) {
		return new AempInfoContributor(node);
	}

	/**
	 * Masks secrets in the endpoints that show properties, even if these show values.
	 */
	@Bean
	SanitizingFunction aempSanitizingFunction() {
		return SanitizingFunction.sanitizeValue()
			.ifMatches((data) -> CONFIDENTIAL_NAME.matcher(data.getKey()).find()
					|| (data.getValue() instanceof String text && CONFIDENTIAL_TEXT.matcher(text).find()));
	}

	/** What happens is kept only where it is shown. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(EventsShown.class)
	static final class EventsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RecentEvents aempRecentEvents(Node node, AempProperties properties) {
			return new RecentEvents(node.id(), properties.getOperations().maxEvents(), InstantSource.system());
		}

		@Bean
		PortDeaths.Listening aempRecentEventsListening(PortDeaths deaths, RecentEvents events) {
			return deaths.listen(events);
		}

		@Bean
		RecentFailures aempRecentFailures(PortDeaths deaths, RecentEvents events) {
			return new RecentFailures(deaths, events);
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint
		AempEventsEndpoint aempEventsEndpoint(Node node, RecentEvents events) {
			return new AempEventsEndpoint(node.id(), events);
		}

	}

	/** The endpoint, or the page, shows what happens. */
	static final class EventsShown extends AnyNestedCondition {

		EventsShown() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnAvailableEndpoint(AempEventsEndpoint.class)
		static final class Endpoint {

		}

		@ConditionalOnAvailableEndpoint(AempPageEndpoint.class)
		static final class Page {

		}

	}

}
