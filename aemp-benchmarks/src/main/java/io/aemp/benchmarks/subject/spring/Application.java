package io.aemp.benchmarks.subject.spring;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** An application with the starters of several systems, of which it uses one. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Application {

	/** An application has no meters unless it says so. */
	static final String WITH_METERS = "spring.autoconfigure.exclude=";

	private static final String METERS = "org.springframework.boot.micrometer.metrics.autoconfigure.";

	private static final String WITHOUT_METERS = Stream
		.of("MetricsAutoConfiguration", "CompositeMeterRegistryAutoConfiguration",
				"export.simple.SimpleMetricsExportAutoConfiguration")
		.map(METERS::concat)
		.collect(Collectors.joining(",", WITH_METERS, ""));

	Application() {
	}

	/**
	 * Starts an application without a web server.
	 * @param beans registers its beans
	 * @param properties names and values, as {@code name=value}
	 * @return the running application
	 */
	public static ConfigurableApplicationContext start(Consumer<GenericApplicationContext> beans,
			String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(WITHOUT_METERS)
			.initializers((context) -> beans.accept((GenericApplicationContext) context))
			.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

}
