package io.aemp.boot.test.guide.mocks;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class MocksApplication {

}
