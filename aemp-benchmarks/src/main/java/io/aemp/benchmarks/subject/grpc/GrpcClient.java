package io.aemp.benchmarks.subject.grpc;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.subject.message.ClientSide;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.MessageClient;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** The sending side. Only the stream can be monitored: it fails with its connection. */
final class GrpcClient implements MessageClient, StreamObserver<Message> {

	private final ManagedChannel channel;

	private final ClientSide side;

	private final StreamObserver<Message> requests;

	/** A stream is not made for more than one thread. */
	private final Lock lock = new ReentrantLock();

	private volatile @Nullable Runnable monitor;

	GrpcClient(ManagedChannel channel, MethodDescriptor<Message, Message> method, ClientSide side) {
		this.channel = channel;
		this.side = side;
		this.requests = ClientCalls.asyncBidiStreamingCall(channel.newCall(method, CallOptions.DEFAULT), this);
	}

	@Override
	public void send(Message message) {
		this.lock.lock();
		try {
			this.requests.onNext(message);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onNext(Message message) {
		this.side.take(message);
	}

	@Override
	public void onError(Throwable failure) {
		onCompleted();
	}

	@Override
	public void onCompleted() {
		Runnable action = this.monitor;
		if (action != null) {
			action.run();
		}
	}

	@Override
	public Object openRemote() {
		return this.requests;
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		this.monitor = action;
	}

	@Override
	public void kill(Object reference) {
		throw new NotApplicableException("streams only");
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
	}

}
