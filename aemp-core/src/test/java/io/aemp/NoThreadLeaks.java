package io.aemp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves threads of nodes behind: a node that was not closed, or
 * one that does not give all of its threads back. Registered for every class by
 * {@code junit-platform.properties}.
 */
public final class NoThreadLeaks implements AfterAllCallback {

	/** Event loops take some time to end. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String PREFIX = "aemp-";

	@Override
	public void afterAll(ExtensionContext context) {
		if (context.getRequiredTestClass().getEnclosingClass() != null) {
			// what a nested class uses may be its outer class's
			return;
		}
		Told told = context.getRoot()
			.getStore(ExtensionContext.Namespace.create(NoThreadLeaks.class))
			.computeIfAbsent(Told.class, (type) -> new Told(), Told.class);
		try {
			Awaitility.await().atMost(PATIENCE).until(() -> told.news().isEmpty());
		}
		catch (ConditionTimeoutException ex) {
			List<Thread> leaked = told.news();
			told.threads.addAll(leaked);
			throw new AssertionError(context.getDisplayName() + " leaves threads behind: a node was not closed, or "
					+ "does not end. " + leaked.stream().map(Thread::getName).sorted().toList());
		}
	}

	/** The threads of which an earlier class was accused. */
	private static final class Told {

		private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

		List<Thread> news() {
			List<Thread> alive = new ArrayList<>(Thread.getAllStackTraces().keySet());
			alive.removeIf((thread) -> !thread.getName().startsWith(PREFIX) || this.threads.contains(thread));
			return alive;
		}

	}

}
