package io.aemp.benchmarks.start;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The application that is started. It loads no class of aemp unless it is to join a
 * network. It prints {@code RESULT} and a {@link Start}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StartedApplication {

	private static final int COLLECTIONS = 3;

	private static final double MEGABYTE = 1e6;

	/**
	 * Starts, tells how long that took, and ends.
	 * @param arguments the time at which the process was started, the name of the
	 * variant, and properties
	 */
	public static void main(String[] arguments) {
		Instant began = Instant.parse(arguments[0]);
		double[] ready = { 0 };
		SpringApplication application = new SpringApplication(StartedApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.addListeners((ApplicationListener<ApplicationReadyEvent>) (event) -> ready[0] = millis(began));
		List<String> properties = List.of(arguments).subList(2, arguments.length);
		try (ConfigurableApplicationContext context = application.run(properties.toArray(String[]::new))) {
			if (arguments[1].equals(Variant.NETWORK.name())) {
				Joining.await(context);
			}
			double joined = millis(began);
			System.out.println("RESULT " + new Start(ready[0], joined, heap()).format());
		}
	}

	private static double millis(Instant began) {
		return Duration.between(began, Instant.now()).toNanos() / 1e6;
	}

	private static double heap() {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
	}

}
