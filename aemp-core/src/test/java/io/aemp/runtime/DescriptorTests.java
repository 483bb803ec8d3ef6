package io.aemp.runtime;

import java.io.File;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.UnaryOperator;

import io.aemp.Admission;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node that cannot be made or started leaves no file descriptors open. */
@EnabledOnOs(OS.LINUX)
class DescriptorTests {

	private static final int TIMES = 20;

	@Test
	void settingsThatAreWrong() {
		leavesNoDescriptors((builder) -> builder.admission(new Admission(List.of(), List.of("nonsense"), false)));
		leavesNoDescriptors((builder) -> builder.authOffer("tls_sha3_512"));
		leavesNoDescriptors((builder) -> builder.authAccept("unknown"));
	}

	@Test
	void listenersThatCannotBeBound() throws Exception {
		try (ServerSocket taken = new ServerSocket(0)) {
			leavesNoDescriptors((builder) -> builder.binds("127.0.0.1:0", "127.0.0.1:" + taken.getLocalPort()));
		}
	}

	private static void leavesNoDescriptors(UnaryOperator<NodeConfigurationBuilder> mistake) {
		fail(mistake);
		int before = descriptors();
		for (int i = 0; i < TIMES; i++) {
			fail(mistake);
		}
		// each node would hold several
		Awaitility.await().until(() -> descriptors() < before + TIMES);
	}

	private static void fail(UnaryOperator<NodeConfigurationBuilder> mistake) {
		NodeConfigurationBuilder builder = NodeConfiguration.builder().nodeId("n").secret("s").binds("127.0.0.1:0");
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> Nodes.start(mistake.apply(builder).build()));
	}

	private static int descriptors() {
		String[] open = new File("/proc/self/fd").list();
		return (open != null) ? open.length : 0;
	}

}
