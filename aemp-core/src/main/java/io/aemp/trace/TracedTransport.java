package io.aemp.trace;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.link.Link;
import io.aemp.link.Streams;
import io.aemp.link.Transport;

/** A transport whose links log their packets. */
public final class TracedTransport implements Transport {

	private final Transport transport;

	private final List<Framing> framings;

	private final Framing.PacketLimits limits;

	/**
	 * Puts a trace around a transport.
	 * @param transport makes the links
	 * @param framings the framings of the node
	 * @param limits what a packet of the node does not exceed
	 */
	public TracedTransport(Transport transport, List<Framing> framings, Framing.PacketLimits limits) {
		this.transport = transport;
		this.framings = List.copyOf(framings);
		this.limits = limits;
	}

	private Link traced(Link link) {
		Link.Info info = link.info();
		Framing framing = this.framings.stream()
			.filter((known) -> known.name().equals(info.ownFraming()))
			.findFirst()
			.orElseThrow();
		return new TracedLink(link, new PacketTrace(info.node(), framing, this.limits));
	}

	@Override
	public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		return this.transport.listen(binds, new TracedAcceptor(acceptor));
	}

	@Override
	public Guard dial(String address, Dialler dialler) {
		return this.transport.dial(address, new TracedDialler(dialler));
	}

	@Override
	public Executor eventLoopExecutor() {
		return this.transport.eventLoopExecutor();
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		this.transport.changeCredentials(change);
	}

	/** Streams carry no packets. */
	@Override
	public Streams streams() {
		return this.transport.streams();
	}

	@Override
	public boolean isServing() {
		return this.transport.isServing();
	}

	@Override
	public void stopListening() {
		this.transport.stopListening();
	}

	@Override
	public void close() {
		this.transport.close();
	}

	private class TracedAcceptor implements LinkAcceptor {

		private final LinkAcceptor acceptor;

		TracedAcceptor(LinkAcceptor acceptor) {
			this.acceptor = acceptor;
		}

		@Override
		public Verdict judge(String node, String instance, long age) {
			return this.acceptor.judge(node, instance, age);
		}

		@Override
		public void established(Link link) {
			this.acceptor.established(traced(link));
		}

		@Override
		public void failed(Failure failure, String node, String message) {
			this.acceptor.failed(failure, node, message);
		}

	}

	/** What a dialler is told in addition, it is told by the same method. */
	private final class TracedDialler extends TracedAcceptor implements Dialler {

		TracedDialler(Dialler dialler) {
			super(dialler);
		}

	}

}
