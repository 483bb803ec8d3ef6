package io.aemp.boot.test.slice;

import java.util.Locale;

import io.aemp.Database;
import io.aemp.boot.test.app.Counter;
import io.aemp.boot.test.app.Locales;
import io.aemp.boot.test.app.TestApplication;
import io.aemp.boot.test.app.Uppers;
import io.aemp.boot.test.network.AempNetwork;
import io.aemp.boot.test.probe.AempProbe;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;

/** Ports alone. */
@AempTest
@ContextConfiguration(classes = TestApplication.class)
class AempTestTests {

	@MockitoBean
	private Locales locales;

	@Autowired
	private ApplicationContext context;

	@Test
	void portsAreThereAndNothingElse() {
		assertThat(this.context.getBeansOfType(Uppers.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(Counter.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(AempNetwork.class)).hasSize(1);
		assertThat(this.context.containsBean("applicationAvailability")).isFalse();
	}

	@Test
	void portUsesTheMock(@Autowired AempProbe probe, @Autowired Database database) {
		given(this.locales.locale()).willReturn(Locale.forLanguageTag("tr"));
		await().until(() -> !database.keys(Uppers.FAMILY).join().isEmpty());
		probe.ask(database.keys(Uppers.FAMILY).join().get(0), "upper", "i");
		probe.expect("\u0130");
	}

	@Nested
	@AempTest(Counter.class)
	class OfOnePort {

		@Test
		void othersAreNotThere(@Autowired ApplicationContext own) {
			assertThat(own.getBeansOfType(Uppers.class)).isEmpty();
			assertThat(own.getBeansOfType(Counter.class)).hasSize(1);
		}

	}

}
