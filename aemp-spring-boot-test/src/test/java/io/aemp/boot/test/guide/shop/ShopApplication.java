package io.aemp.boot.test.guide.shop;

import io.aemp.boot.client.ImportAempClients;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
@ImportAempClients(group = "prices", types = Prices.class)
class ShopApplication {

}
