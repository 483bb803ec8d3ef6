package io.aemp.benchmarks.subject.pekko;

import java.time.Duration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.LocalSystem;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.ServerSide;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;

/**
 * Classic actors, which are smaller and faster than the typed ones on top of them.
 *
 * @param serialization which file says how messages are serialized
 */
public record PekkoAdapter(Serialization serialization) implements Adapter {

	private static final String NAME = "benchmark";

	private static final String RECEIVER = "receiver";

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) {
		ActorSystem system = ActorSystem.create(NAME, remote(workload));
		ServerSide side = new ServerSide(receiver);
		system.actorOf(Props.create(ReceivingActor.class, () -> new ReceivingActor(side)), RECEIVER);
		return new PekkoServer(system);
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) throws Exception {
		ActorSystem system = ActorSystem.create(NAME, remote(workload));
		ActorRef target = system.actorSelection(address + "/user/" + RECEIVER)
			.resolveOne(Duration.ofSeconds(10))
			.toCompletableFuture()
			.get();
		return new PekkoClient(system, target, new ClientSide(receiver));
	}

	@Override
	public LocalSystem local(Workload workload) {
		return new PekkoLocalSystem(ActorSystem.create(NAME, parse("local.conf").withFallback(ConfigFactory.load())));
	}

	private Config remote(Workload workload) {
		Config config = isRoundTrip(workload) ? parse("latency.conf") : ConfigFactory.empty();
		return config.withFallback(parse(this.serialization.file))
			.withFallback(parse("remote.conf"))
			.withFallback(ConfigFactory.load());
	}

	private static boolean isRoundTrip(Workload workload) {
		return workload == Workload.ROUND_TRIP_1 || workload == Workload.ROUND_TRIP_64;
	}

	private static Config parse(String file) {
		return ConfigFactory.parseResources(PekkoAdapter.class, file);
	}

	/** How messages become bytes. */
	public enum Serialization {

		/** A serializer by hand on the transport's buffers: the fastest way. */
		BUFFER("buffer.conf"),
		/** Jackson's CBOR, what the manual recommends. */
		CBOR("cbor.conf");

		private final String file;

		Serialization(String file) {
			this.file = file;
		}

	}

	private record PekkoServer(ActorSystem system) implements Server {

		@Override
		public String address() {
			return ((ExtendedActorSystem) this.system).provider().getDefaultAddress().toString();
		}

		@Override
		public void close() {
			this.system.terminate();
		}

	}

}
