package io.aemp.runtime;

import java.util.function.Consumer;

import io.aemp.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes all resources in the given order and logs their exceptions. */
final class ResourceCloser implements Consumer<Reason> {

	private static final Logger logger = LoggerFactory.getLogger(ResourceCloser.class);

	private final AutoCloseable[] resources;

	ResourceCloser(AutoCloseable... resources) {
		this.resources = resources;
	}

	@Override
	public void accept(Reason reason) {
		for (AutoCloseable resource : this.resources) {
			try {
				resource.close();
			}
			catch (Exception ex) {
				logger.warn("Closing a resource of a dead port failed", ex);
			}
		}
	}

}
