package io.aemp.benchmarks.subject;

import java.util.List;
import java.util.function.Supplier;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.subject.aemp.Payload;
import io.aemp.benchmarks.subject.grpc.UnaryAdapter;
import io.aemp.benchmarks.subject.message.Release;
import io.aemp.benchmarks.subject.rsocket.RSocketAdapter;
import io.aemp.benchmarks.subject.spring.Payloads;
import io.aemp.benchmarks.subject.spring.SpringAdapter;
import io.aemp.benchmarks.subject.spring.TypedClientAdapter;
import io.grpc.netty.NettyChannelBuilder;
import io.rsocket.RSocket;

/** Pairs of applications with Spring Boot, ours and others. */
final class Applications {

	private Applications() {
	}

	/**
	 * All of them, in the order of the table.
	 * @return the subjects
	 */
	static List<Subject> all() {
		return List.of(subject("aemp-bean", "aemp bean", Side.OURS, () -> SpringAdapter.of(Payload.NUMBER)),
				subject("aemp-bean-pool", "aemp bean, POOL", Side.OURS, SpringAdapter::pooled),
				subject("aemp-metered", "aemp bean, meters", Side.OURS, SpringAdapter::metered),
				subject("aemp-observed", "aemp bean, meters and observations", Side.OURS, SpringAdapter::observed),
				subject("aemp-client", "aemp bean, typed client", Side.OURS, TypedClientAdapter::numbers),
				subject("aemp-record", "aemp bean, record", Side.OURS, () -> SpringAdapter.of(Payloads.ORDER)),
				subject("aemp-client-record", "aemp bean, typed client, record", Side.OURS,
						TypedClientAdapter::records),
				subject("aemp-nested", "aemp bean, nested records", Side.OURS,
						() -> SpringAdapter.of(Payloads.SHIPMENT)),
				subject("aemp-list", "aemp bean, 100 records", Side.OURS, () -> SpringAdapter.of(Payloads.ORDERS)),
				subject("rsocket", "RSocket " + Release.of(RSocket.class) + ", record", Side.PEER, RSocketAdapter::new),
				subject("grpc-unary", "gRPC " + Release.of(NettyChannelBuilder.class) + ", record", Side.PEER,
						UnaryAdapter::new));
	}

	private static Subject subject(String name, String title, Side side, Supplier<Adapter> adapter) {
		return new JavaSubject(name, title, side, List.of(), adapter);
	}

}
