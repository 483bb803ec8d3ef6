package io.aemp.boot.test.guide.prices;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class PricesApplication {

}
