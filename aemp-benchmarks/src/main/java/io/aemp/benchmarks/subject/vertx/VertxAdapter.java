package io.aemp.benchmarks.subject.vertx;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.LocalSystem;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.ServerSide;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.jspecify.annotations.Nullable;

/** Consumers on the event bus, with a codec of our own for the messages. */
public final class VertxAdapter implements Adapter {

	private static final String RECEIVER = "receiver";

	private static final String SENDER = "sender";

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) throws Exception {
		HazelcastClusterManager member = Members.member(null);
		Vertx vertx = start(member);
		EventBus bus = vertx.eventBus();
		ServerSide side = new ServerSide(receiver);
		await(bus.<Message>consumer(RECEIVER, (delivery) -> {
			@Nullable Message answer = side.take(delivery.body());
			if (answer != null) {
				bus.send(SENDER, answer);
			}
		}).completion());
		return new VertxServer(vertx, Members.address(member));
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) throws Exception {
		HazelcastClusterManager member = Members.member(address);
		Vertx vertx = start(member);
		ClientSide side = new ClientSide(receiver);
		await(vertx.eventBus().<Message>consumer(SENDER, (delivery) -> side.take(delivery.body())).completion());
		return new VertxClient(vertx, member.getHazelcastInstance().getCluster(), RECEIVER);
	}

	@Override
	public LocalSystem local(Workload workload) {
		return new VertxLocalSystem(codec(Vertx.vertx()));
	}

	private static Vertx start(HazelcastClusterManager member) throws Exception {
		VertxOptions options = new VertxOptions()
			.setEventBusOptions(new EventBusOptions().setHost("127.0.0.1").setTcpNoDelay(true));
		return codec(await(Vertx.builder().with(options).withClusterManager(member).buildClustered()));
	}

	private static Vertx codec(Vertx vertx) {
		MessageCodec.register(vertx.eventBus());
		return vertx;
	}

	private static <T> T await(Future<T> future) throws Exception {
		try {
			return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("The cluster does not come up", ex);
		}
	}

	private record VertxServer(Vertx vertx, String address) implements Server {

		@Override
		public void close() {
			this.vertx.close();
		}

	}

}
