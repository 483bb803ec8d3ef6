package io.aemp.sample.receivers;

import io.aemp.Message;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whoever sends {@code test} with some data. The reply port, if there is one, is
 * the last element of the message: what the method returns goes there.
 */
@AempPort(label = "test receiver", families = "eg_receivers")
class TestReceiver {

	private static final Logger logger = LoggerFactory.getLogger(TestReceiver.class);

	@Receive("test")
	Message test(@Nullable Object data) {
		Message reply = Message.of("received", data);
		logger.info("{}", reply);
		return reply;
	}

}
