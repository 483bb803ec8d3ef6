package io.aemp.benchmarks.subject.spring;

import io.aemp.benchmarks.process.Server;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The receiving side, as an application.
 *
 * @param application the running application
 * @param address where its server is
 */
public record ApplicationServer(ConfigurableApplicationContext application, String address) implements Server {

	@Override
	public void close() {
		this.application.close();
	}

}
