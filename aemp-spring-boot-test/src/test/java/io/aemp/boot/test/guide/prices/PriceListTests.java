package io.aemp.boot.test.guide.prices;

import io.aemp.boot.port.AempPorts;
import io.aemp.boot.test.probe.AempProbe;
import io.aemp.boot.test.slice.AempTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.mockito.BDDMockito.given;

@AempTest(PriceList.class)
class PriceListTests {

	@MockitoBean
	private Articles articles;

	@Test
	void tellsThePrice(@Autowired AempPorts ports, @Autowired PriceList prices, @Autowired AempProbe probe) {
		given(this.articles.price("screws")).willReturn(7);
		probe.ask(ports.portOf(prices).id(), "price", "screws");
		probe.expect(7);
		probe.expectNothing();
	}

}
