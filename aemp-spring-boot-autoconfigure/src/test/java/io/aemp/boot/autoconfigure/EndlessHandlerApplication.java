package io.aemp.boot.autoconfigure;

import java.util.concurrent.locks.LockSupport;

import io.aemp.Node;
import io.aemp.Process;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.PortDispatcher;
import io.aemp.annotation.Receive;
import io.aemp.boot.port.AempPorts;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application in a process of its own, with a handler that never returns. Arguments:
 * what the handler does, its port, and properties.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ AempAutoConfiguration.class, LifecycleAutoConfiguration.class })
class EndlessHandlerApplication {

	/** What the process prints when the handler runs. */
	static final String HANDLING = "the handler runs";

	/** What the handler ends the process with. */
	static final int STATUS = 3;

	@Bean
	Waiting waiting() {
		return new Waiting();
	}

	@Bean
	InEventLoop inEventLoop() {
		return new InEventLoop();
	}

	@Bean
	InProcess inProcess() {
		return new InProcess();
	}

	public static void main(String... arguments) {
		SpringApplication application = new SpringApplicationBuilder(EndlessHandlerApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "aemp.node-id=endless", "aemp.binds=127.0.0.1:0",
					"aemp.secret=geheim", "spring.lifecycle.timeout-per-shutdown-phase=1s")
			.build();
		ConfigurableApplicationContext context = application.run();
		String port = context.getBean(AempPorts.class).find(arguments[1]).orElseThrow().id();
		context.getBean(Node.class).send(port, arguments[0]);
		if (arguments[0].equals("hang, main closes")) {
			LockSupport.parkNanos(1_000_000_000);
			context.close();
		}
	}

	private static void hang() {
		System.out.println(HANDLING);
		while (true) {
			LockSupport.park();
			Thread.interrupted();
		}
	}

	@AempPort
	static class Waiting {

		@Receive({ "hang", "hang, main closes" })
		void hangForEver() {
			hang();
		}

		@Receive("exit")
		void exit() {
			System.out.println(HANDLING);
			System.exit(STATUS);
		}

	}

	static class InProcess {

		@AempProcess
		void hangForEver(Process process) throws InterruptedException {
			process.receive();
			hang();
		}

	}

	@AempPort(dispatcher = PortDispatcher.EVENT_LOOP)
	static class InEventLoop extends Waiting {

	}

}
