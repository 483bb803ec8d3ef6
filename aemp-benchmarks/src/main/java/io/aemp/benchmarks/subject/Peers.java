package io.aemp.benchmarks.subject;

import java.util.List;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.subject.erlang.ErlangSubject;
import io.aemp.benchmarks.subject.grpc.GrpcAdapter;
import io.aemp.benchmarks.subject.jgroups.JGroupsAdapter;
import io.aemp.benchmarks.subject.jgroups.Stack;
import io.aemp.benchmarks.subject.message.Release;
import io.aemp.benchmarks.subject.pekko.PekkoAdapter;
import io.aemp.benchmarks.subject.pekko.PekkoAdapter.Serialization;
import io.aemp.benchmarks.subject.vertx.VertxAdapter;
import io.grpc.netty.NettyChannelBuilder;
import io.vertx.core.Vertx;
import org.apache.pekko.actor.ActorSystem;
import org.jgroups.JChannel;

/** The other systems, with the options of the JVM that their guides ask for. */
final class Peers {

	private static final List<String> NO_OPTIONS = List.of();

	private static final List<String> IPV4 = List.of("-Djava.net.preferIPv4Stack=true");

	/** What Hazelcast, which keeps the members for Vert.x, asks for. */
	private static final List<String> HAZELCAST_OPTIONS = List.of("--add-modules=java.se",
			"--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
			"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.management/sun.management=ALL-UNNAMED",
			"--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

	private Peers() {
	}

	/**
	 * All of them, in the order of the table.
	 * @return the subjects
	 */
	static List<Subject> all() {
		String pekko = "Pekko " + Release.of(ActorSystem.class) + " Artery TCP";
		String jgroups = "JGroups " + Release.of(JChannel.class) + " TCP";
		return List.of(new ErlangSubject(),
				new JavaSubject("pekko", pekko, Subject.Side.PEER, NO_OPTIONS,
						() -> new PekkoAdapter(Serialization.BUFFER)),
				new JavaSubject("pekko-cbor", pekko + ", Jackson CBOR", Subject.Side.PEER, NO_OPTIONS,
						() -> new PekkoAdapter(Serialization.CBOR)),
				new JavaSubject("vertx", "Vert.x " + Release.of(Vertx.class) + " clustered event bus",
						Subject.Side.PEER, HAZELCAST_OPTIONS, VertxAdapter::new),
				new JavaSubject("jgroups", jgroups, Subject.Side.PEER, IPV4, () -> new JGroupsAdapter(Stack.STABLE)),
				new JavaSubject("jgroups-preview", jgroups + ", UNICAST4 (preview)", Subject.Side.PEER, IPV4,
						() -> new JGroupsAdapter(Stack.PREVIEW)),
				new JavaSubject("grpc", "gRPC " + Release.of(NettyChannelBuilder.class) + " streaming",
						Subject.Side.PEER, NO_OPTIONS, GrpcAdapter::new));
	}

}
