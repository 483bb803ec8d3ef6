package io.aemp.benchmarks.subject.grpc;

import java.net.InetSocketAddress;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.ServerSide;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * Streams one message after the other, which the guide recommends in place of many calls.
 * The callbacks run in the event loop: the guide wants an executor that suits the work,
 * and this work never waits.
 */
public final class GrpcAdapter implements Adapter {

	/** More than the driver has on its way, so that flow control never stops a stream. */
	private static final int WINDOW = 8 << 20;

	private static final MethodDescriptor<Message, Message> STREAM = MethodDescriptor.<Message, Message>newBuilder()
		.setType(MethodType.BIDI_STREAMING)
		.setFullMethodName(MethodDescriptor.generateFullMethodName("Benchmark", "Stream"))
		.setRequestMarshaller(new MessageMarshaller())
		.setResponseMarshaller(new MessageMarshaller())
		.build();

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) throws Exception {
		ServerSide side = new ServerSide(receiver);
		return new GrpcServer(NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
			.directExecutor()
			.flowControlWindow(WINDOW)
			.addService(ServerServiceDefinition.builder("Benchmark")
				.addMethod(STREAM, ServerCalls.asyncBidiStreamingCall((responses) -> new Requests(side, responses)))
				.build())
			.build()
			.start());
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) {
		ManagedChannel channel = NettyChannelBuilder
			.forAddress(new InetSocketAddress("127.0.0.1", Integer.parseInt(address)))
			.usePlaintext()
			.directExecutor()
			.flowControlWindow(WINDOW)
			.build();
		return new GrpcClient(channel, STREAM, new ClientSide(receiver));
	}

	/** What arrives on the receiving side. */
	private record Requests(ServerSide side, StreamObserver<Message> responses) implements StreamObserver<Message> {

		@Override
		public void onNext(Message message) {
			@Nullable Message answer = this.side.take(message);
			if (answer != null) {
				this.responses.onNext(answer);
			}
		}

		@Override
		public void onError(Throwable failure) {
			// the sending side has ended
		}

		@Override
		public void onCompleted() {
			this.responses.onCompleted();
		}

	}

	private record GrpcServer(io.grpc.Server server) implements Server {

		@Override
		public String address() {
			return String.valueOf(this.server.getPort());
		}

		@Override
		public void close() {
			this.server.shutdownNow();
		}

	}

}
