package io.aemp.benchmarks.subject.grpc;

import java.util.List;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.subject.JavaSubject;
import io.aemp.benchmarks.subject.message.Release;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;

/** What of gRPC is measured. */
public final class Grpc {

	private Grpc() {
	}

	/**
	 * A stream in both directions.
	 * @return the subject
	 */
	public static Subject subject() {
		return new JavaSubject("grpc", "gRPC " + Release.of(NettyChannelBuilder.class) + " streaming", Side.PEER,
				List.of(), GrpcAdapter::new);
	}

}
