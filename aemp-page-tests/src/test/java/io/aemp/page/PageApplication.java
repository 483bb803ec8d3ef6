package io.aemp.page;

import java.util.stream.Stream;

import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** An application that shows the page. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(PageApplication.Greeter.class)
class PageApplication {

	/** Switches the page on. */
	static final String[] ON = { "management.endpoints.web.exposure.include=aemp",
			"management.endpoint.aemp.access=read-only" };

	/** Switches the page on, with all that it offers. */
	static final String[] WITH_CHANGES = { "management.endpoints.web.exposure.include=aemp",
			"management.endpoint.aemp.access=unrestricted", "aemp.operations.changes=true", "aemp.operations.log=true",
			"aemp.observe-messages=true", "management.metrics.distribution.percentiles.aemp.handler=0.5,0.99",
			"aemp.log-source.enabled=true" };

	/**
	 * Starts the application on free ports.
	 * @param type the kind of its web server
	 * @param properties its properties
	 * @param configurations what it has beside itself
	 */
	static ConfigurableApplicationContext start(WebApplicationType type, Stream<String> properties,
			Class<?>... configurations) {
		Stream<String> basic = Stream.of("aemp.node-id=shown", "aemp.binds=127.0.0.1:0", "aemp.secret=of the tests",
				"server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off");
		return new SpringApplicationBuilder(PageApplication.class).sources(configurations)
			.web(type)
			.properties(Stream.concat(basic, properties).toArray(String[]::new))
			.run();
	}

	/** The address of the management endpoints. */
	static String endpoints(ConfigurableApplicationContext context) {
		String port = context.getEnvironment()
			.getProperty("local.management.port", context.getEnvironment().getRequiredProperty("local.server.port"));
		return "http://127.0.0.1:" + port + "/actuator/";
	}

	/** Has a contract, a family and a fault. */
	@AempPort(label = "the greeter", families = "greeters")
	static class Greeter {

		@Receive("greet")
		String greet(String name) {
			return "Hello, " + name;
		}

		@Receive("pass")
		void pass(String port, String name, Node node) {
			node.send(port, "greet", name);
		}

		@Receive("fail")
		void fail() {
			throw new IllegalStateException("as it was asked to");
		}

	}

}
