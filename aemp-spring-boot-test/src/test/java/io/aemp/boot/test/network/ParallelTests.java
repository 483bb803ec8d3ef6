package io.aemp.boot.test.network;

import io.aemp.Node;
import io.aemp.boot.test.app.Locales;
import io.aemp.boot.test.app.TestApplication;
import io.aemp.boot.test.app.Uppers;
import io.aemp.boot.test.probe.AempProbe;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.verify;

/** Methods that use one context and its node at the same time. */
@SpringBootTest(classes = TestApplication.class)
@Execution(ExecutionMode.CONCURRENT)
class ParallelTests {

	@MockitoSpyBean
	private Locales locales;

	@Autowired
	private Node node;

	@Autowired
	private AempProbe probe;

	@RepeatedTest(4)
	void eachMethodHasAProbeOfItsOwn() {
		await().untilAsserted(() -> assertThat(this.node).family(Uppers.FAMILY).hasSize(1));
		String port = this.node.database().keys(Uppers.FAMILY).join().get(0);
		String text = this.probe.id().toLowerCase();
		this.probe.ask(port, "upper", text);
		this.probe.expect(text.toUpperCase());
		verify(this.locales, atLeastOnce()).locale();
	}

}
