package io.aemp.boot.test.guide.orders;

import io.aemp.boot.client.ImportAempClients;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
@ImportAempClients(group = "orders", types = OrderService.class)
class Shop {

}
