package io.aemp.boot.test.guide.ports;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class PortsApplication {

}
