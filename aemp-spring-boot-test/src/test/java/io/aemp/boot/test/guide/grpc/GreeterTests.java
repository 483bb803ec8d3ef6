package io.aemp.boot.test.guide.grpc;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "aemp.client.greeters.family=greeters")
class GreeterTests {

	@Test
	void aStubThatFailsOver(@Autowired Reception reception) {
		assertThat(reception.welcome("Ann")).isEqualTo("Hello, Ann!");
		assertThat(reception.welcome(" ")).isEqualTo("refused: a name is missing");
	}

}
