package io.aemp.runtime;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Guard;
import io.aemp.link.Transport;

/** The transport of a local node. It reaches no other node. */
final class NoTransport implements Transport {

	private final Executor pool;

	NoTransport(Executor pool) {
		this.pool = pool;
	}

	@Override
	public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		return List.of();
	}

	@Override
	public Guard dial(String address, Dialler dialler) {
		dialler.failed(Failure.UNREACHABLE, "", "this node is local");
		return () -> {
		};
	}

	@Override
	public Executor eventLoopExecutor() {
		return this.pool;
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		throw new IllegalStateException(
				"This node is local: it was created without a secret or certificate; restart it with one");
	}

	@Override
	public void stopListening() {
	}

	@Override
	public void close() {
	}

}
