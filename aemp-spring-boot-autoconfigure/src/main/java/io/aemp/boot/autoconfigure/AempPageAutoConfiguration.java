package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.actuate.AempEventsEndpoint;
import io.aemp.boot.actuate.AempFamiliesEndpoint;
import io.aemp.boot.actuate.AempNodesEndpoint;
import io.aemp.boot.actuate.AempPortsEndpoint;
import io.aemp.boot.actuate.NodeChanges;
import io.aemp.boot.actuate.PortChanges;
import io.aemp.boot.actuate.RecentEvents;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.page.AempPageEndpoint;
import io.aemp.boot.port.BeanPorts;
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
import org.springframework.context.annotation.ImportRuntimeHints;

/** Auto-configuration of the page that shows the network in a browser. */
@AutoConfiguration(after = AempEndpointsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Node.class)
@ImportRuntimeHints(AempPageAutoConfiguration.Files.class)
public final class AempPageAutoConfiguration {

	private static final String ID = "aemp";

	/** The endpoints that it shows need not be exposed themselves. */
	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AempPageEndpoint aempPageEndpoint(Node node, BeanPorts beanPorts, BeanMethods beanMethods, PortChanges portChanges,
			NodeChanges nodeChanges, RecentEvents recentEvents, AempProperties aempProperties,
			EndpointAccessResolver access, ObjectProvider<AempNodesEndpoint> nodes,
			ObjectProvider<AempPortsEndpoint> ports, ObjectProvider<AempFamiliesEndpoint> families,
			ObjectProvider<AempEventsEndpoint> events, ObjectProvider<WebEndpointProperties> properties) {
		return new AempPageEndpoint(node,
				nodes.getIfAvailable(() -> new AempNodesEndpoint(node, nodeChanges, System::nanoTime)),
				ports.getIfAvailable(() -> new AempPortsEndpoint(node, beanPorts, beanMethods, portChanges)),
				families.getIfAvailable(() -> new AempFamiliesEndpoint(node.database())),
				events.getIfAvailable(() -> new AempEventsEndpoint(node.id(), recentEvents)),
				new AempPageEndpoint.Settings(lastSegment(properties.getIfAvailable()),
						aempProperties.getOperations().changes() && isUnrestricted(access)));
	}

	private static boolean isUnrestricted(EndpointAccessResolver access) {
		return access.accessFor(EndpointId.of(ID), Access.NONE) == Access.UNRESTRICTED;
	}

	private static String lastSegment(@Nullable WebEndpointProperties properties) {
		String path = (properties != null) ? properties.getPathMapping().getOrDefault(ID, ID) : ID;
		return path.substring(path.lastIndexOf('/') + 1);
	}

	/** The files of the page, for native images. */
	static final class Files implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/aemp/boot/page/*");
		}

	}

}
