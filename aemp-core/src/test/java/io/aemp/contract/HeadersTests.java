package io.aemp.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What accompanies a message arrives with it, and changes nothing else. */
class HeadersTests extends RealNodes {

	private static final Map<String, String> HEADERS = Map.of("traceparent",
			"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "größe", "7 €");

	private final BlockingQueue<Message> seen = new LinkedBlockingQueue<>();

	private Message next() {
		return BoundedWait.take(this.seen);
	}

	@Test
	void aRequestAndItsAnswerHaveTheirOwn() {
		Node[] pair = pair();
		Port port = pair[0].open().receive("ask", (message) -> {
			this.seen.add(message);
			pair[0].send(message.text(1), Message.of("answer").withHeaders(Map.of("answered", "yes")));
		});
		Message answer = BoundedWait.get(pair[1].call(port.id(), Message.of("ask", "me").withHeaders(HEADERS)));
		assertThat(answer).isEqualTo(Message.of("answer"));
		assertThat(answer.headers()).isEqualTo(Map.of("answered", "yes"));
		Message request = BoundedWait.take(this.seen);
		assertThat(request.get(0)).isEqualTo("me");
		assertThat(request.headers()).isEqualTo(HEADERS);
	}

	@Test
	void messagesKeepTheirOrderWithAndWithout() {
		Node[] pair = pair();
		Port port = pair[0].open(this.seen::add);
		for (int i = 0; i < 3000; i++) {
			Message message = Message.of("count", i, (i % 700 == 1) ? new byte[3_000_000] : null);
			pair[1].send(port.id(), (i % 3 == 0) ? message : message.withHeaders(Map.of("count", String.valueOf(i))));
		}
		for (int i = 0; i < 3000; i++) {
			Message message = next();
			assertThat(message.integer(1)).isEqualTo(i);
			assertThat(message.headers()).isEqualTo((i % 3 == 0) ? Map.of() : Map.of("count", String.valueOf(i)));
		}
	}

	@Test
	void theyWaitForTheConnectionWithTheirMessage() {
		Node seed = start("seed");
		Port port = seed.open(this.seen::add);
		Node other = start(configuration("other").seeds(seed.network().listeners()));
		other.send(port.id(), Message.of("early").withHeaders(HEADERS));
		assertThat(next().headers()).isEqualTo(HEADERS);
	}

	@Test
	void anInitFunctionGetsThemWithItsData() {
		Node[] pair = pair();
		pair[0].functions().registerInit("init", (port, arguments) -> this.seen.add(arguments));
		pair[1].spawn("seed", "init", Message.of("data").withHeaders(HEADERS));
		pair[1].spawn("seed", "init", Message.of().withHeaders(HEADERS));
		pair[0].spawn("seed", "init", Message.of().withHeaders(HEADERS));
		for (int i = 0; i < 3; i++) {
			Message arguments = next();
			assertThat(arguments.toList()).isIn(List.of("data"), List.of());
			assertThat(arguments.headers()).isEqualTo(HEADERS);
		}
	}

	@Test
	void aRelayPassesThemOn() {
		Node[] pair = pair();
		Port port = pair[1].open(this.seen::add);
		pair[1].send("seed", Message.of("snd", port.id(), "passed on").withHeaders(HEADERS));
		Message message = next();
		assertThat(message).isEqualTo(Message.of("passed on"));
		assertThat(message.headers()).isEqualTo(HEADERS);
	}

	@Test
	void onTheSameNodeTheMessageIsHandedOverAsItIs() {
		Node node = start("me");
		Message message = Message.of("as it is").withHeaders(HEADERS);
		node.send(node.open(this.seen::add).id(), message);
		assertThat(next()).isSameAs(message);
		Node strict = start(configuration("strict").strictLocalSends(true));
		strict.send(strict.open(this.seen::add).id(), message);
		assertThat(next().headers()).isEqualTo(HEADERS);
	}

}
