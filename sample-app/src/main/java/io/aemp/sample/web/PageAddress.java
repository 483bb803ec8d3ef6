package io.aemp.sample.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the page is, when everything else has been said. */
@Component
class PageAddress {

	private static final Logger logger = LoggerFactory.getLogger(PageAddress.class);

	private final Environment environment;

	PageAddress(Environment environment) {
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void say() {
		String port = this.environment.getProperty("local.server.port");
		if (port != null) {
			String host = this.environment.getProperty("server.address", "localhost");
			logger.info("The page of this node is at http://{}:{}", host, port);
		}
	}

}
