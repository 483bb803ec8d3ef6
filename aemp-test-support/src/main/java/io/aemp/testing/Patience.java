package io.aemp.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets each wait of a test take as long as it may take on a machine under load. A test
 * that fails this way fails late, but a test that passes does not wait for it. JUnit
 * registers this extension for every test class of a module that has this one on its
 * class path.
 */
public final class Patience implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(Duration.ofSeconds(BoundedWait.SECONDS));
	}

}
