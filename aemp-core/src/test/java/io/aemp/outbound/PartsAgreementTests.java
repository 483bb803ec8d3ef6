package io.aemp.outbound;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a greeting says about large messages. */
class PartsAgreementTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-1", "x", "99999999999999" })
	void nonsenseInTheGreetingIsNoAgreement(String value) {
		assertThat(PartsAgreement.of(Map.of(PartsAgreement.KEY, value), 1000)).isEqualTo(PartsAgreement.NONE);
	}

	@Test
	void peerThatTakesVeryLittleGetsNoParts() {
		PartsAgreement agreement = PartsAgreement.of(Map.of(PartsAgreement.KEY, "60"), 10);
		assertThat(agreement.isAgreed()).isTrue();
		assertThat(agreement.limit()).isEqualTo(60);
		assertThat(agreement.above()).isEqualTo(Integer.MAX_VALUE);
	}

}
