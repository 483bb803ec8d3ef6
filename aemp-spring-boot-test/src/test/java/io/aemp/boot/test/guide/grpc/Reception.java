package io.aemp.boot.test.guide.grpc;

import io.aemp.ErrorAnswerException;
import io.aemp.boot.client.ClientCallException;
import org.springframework.stereotype.Component;

@Component
class Reception {

	private final Greeter greeter;

	Reception(Greeter greeter) {
		this.greeter = greeter;
	}

	String welcome(String name) {
		try {
			return this.greeter.greet(name).text();
		}
		catch (ErrorAnswerException ex) {
			return "refused: " + ex.reason().text();
		}
		catch (ClientCallException ex) {
			return "nobody there after " + ex.attempts() + " attempts";
		}
	}

}
