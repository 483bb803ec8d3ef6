package io.aemp.boot.test.guide.grpc;

import io.aemp.boot.client.ImportAempClients;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
@ImportAempClients(group = "greeters", types = Greeter.class)
class GreeterApplication {

}
