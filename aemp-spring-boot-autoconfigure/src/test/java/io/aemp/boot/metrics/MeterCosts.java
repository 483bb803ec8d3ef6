package io.aemp.boot.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempMetricsAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What meters cost: messages to a bean, one way, from another node and from its own,
 * without and with a registry in turns. Run by name, on a machine that does nothing else;
 * see docs/metrics.md.
 */
class MeterCosts {

	private static final int PAIRS = Integer.getInteger("aemp.pairs", 20);

	private static final int WARM_UP = 5;

	private static final int MESSAGES = Integer.getInteger("aemp.messages", 1_000_000);

	/** The quantile of Student's distribution for 95 % and 19 degrees of freedom. */
	private static final double QUANTILE = 2.093;

	private final ApplicationContextRunner without = new ApplicationContextRunner()
		.withPropertyValues("aemp.secret=geheim", "aemp.binds=127.0.0.1:0")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempMetricsAutoConfiguration.class))
		.withUserConfiguration(Sink.class);

	@Test
	void pairs() {
		this.without.run((off) -> this.without.withBean(SimpleMeterRegistry.class).run((on) -> {
			assertThat(on).hasSingleBean(HandlerMeters.class);
			assertThat(off).doesNotHaveBean(HandlerMeters.class);
			compare("the same node", new Flow(off, off.getBean(Node.class)), new Flow(on, on.getBean(Node.class)));
			try (Node one = sender(off); Node other = sender(on)) {
				compare("another node", new Flow(off, one), new Flow(on, other));
			}
		}));
	}

	private static Node sender(ApplicationContext receiver) {
		return Nodes.start(NodeConfiguration.builder()
			.nodeId("sender/%u")
			.secret("geheim")
			.binds("127.0.0.1:0")
			.seeds(receiver.getBean(Node.class).network().listeners())
			.build());
	}

	private static void compare(String from, Flow without, Flow with) throws InterruptedException {
		double[] percent = new double[PAIRS];
		double[] rates = new double[PAIRS];
		for (int i = -WARM_UP; i < PAIRS; i++) {
			boolean first = i % 2 == 0;
			double one = (first ? without : with).rate();
			double other = (first ? with : without).rate();
			if (i >= 0) {
				rates[i] = first ? one : other;
				percent[i] = 100 * ((first ? other : one) / rates[i] - 1);
			}
		}
		double mean = Arrays.stream(percent).average().orElseThrow();
		double variance = Arrays.stream(percent).map((value) -> (value - mean) * (value - mean)).sum() / (PAIRS - 1);
		System.out.printf(Locale.ROOT,
				"from %s: %.0f messages/s without a registry, with one %+.1f %% (95 %%: +-%.1f)%n", from,
				Arrays.stream(rates).average().orElseThrow(), mean, QUANTILE * Math.sqrt(variance / PAIRS));
	}

	/** Messages from a node to the bean of a context. */
	private static final class Flow {

		private final Sink sink;

		private final String port;

		private final Node sender;

		Flow(ApplicationContext receiver, Node sender) {
			this.sink = receiver.getBean(Sink.class);
			this.port = receiver.getBean(AempPorts.class).portOf(this.sink).id();
			this.sender = sender;
		}

		double rate() throws InterruptedException {
			int end = this.sink.received.get() + MESSAGES;
			long begin = System.nanoTime();
			for (int i = 0; i < MESSAGES; i++) {
				this.sender.sendWaiting(this.port, Message.of("text", "a text"));
				if (i % 1024 == 0) {
					// a local mailbox slows nobody down
					while (this.sink.received.get() < end - MESSAGES + i - 50_000) {
						Thread.onSpinWait();
					}
				}
			}
			while (this.sink.received.get() < end) {
				Thread.onSpinWait();
			}
			return MESSAGES / ((System.nanoTime() - begin) / 1e9);
		}

	}

	@AempPort
	static class Sink {

		private final AtomicInteger received = new AtomicInteger();

		@Receive("text")
		void text(String text) {
			this.received.lazySet(this.received.getPlain() + 1);
		}

	}

}
