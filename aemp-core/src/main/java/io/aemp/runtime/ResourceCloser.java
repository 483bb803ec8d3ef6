package io.aemp.runtime;

import java.util.function.Consumer;

import io.aemp.Reason;
import io.aemp.log.LimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes all resources in the given order and logs their exceptions. */
final class ResourceCloser implements Consumer<Reason> {

	private static final Logger logger = LoggerFactory.getLogger(ResourceCloser.class);

	private final LimitedLog failures;

	private final AutoCloseable[] resources;

	ResourceCloser(LimitedLog failures, AutoCloseable... resources) {
		this.failures = failures;
		this.resources = resources;
	}

	@Override
	public void accept(Reason reason) {
		for (AutoCloseable resource : this.resources) {
			try {
				resource.close();
			}
			catch (Exception | Error ex) {
				this.failures.log((more) -> logger.warn("Closing a resource of a dead port failed{}", more, ex));
			}
		}
	}

}
