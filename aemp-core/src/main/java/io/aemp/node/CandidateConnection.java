package io.aemp.node;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

import io.aemp.Message;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which this node sends nothing until the arbiter sends first. Runs on
 * the thread of the link, except where noted.
 */
final class CandidateConnection implements Link.Traffic {

	private final Link link;

	private final CandidateConnections candidates;

	private final Executor control;

	/** The control executor sets it before the link resumes. */
	private volatile @Nullable LinkSession session;

	private @Nullable String firstPort;

	private @Nullable Message firstMessage;

	private int firstBytes;

	private boolean over;

	CandidateConnection(Link link, CandidateConnections candidates, Executor control) {
		this.link = link;
		this.candidates = candidates;
		this.control = control;
	}

	Link link() {
		return this.link;
	}

	@Override
	public @Nullable ByteBuffer next() {
		LinkSession session = this.session;
		return (session != null) ? session.next() : null;
	}

	@Override
	public boolean isSoonToGoOn() {
		LinkSession session = this.session;
		return session != null && session.isSoonToGoOn();
	}

	@Override
	public void closing() {
		LinkSession session = this.session;
		if (session != null) {
			session.closing();
		}
	}

	@Override
	public boolean resumes() {
		LinkSession session = this.session;
		return session == null || (first(session) && session.resumes());
	}

	/** Hands over the first packet of the arbiter. Returns whether more may follow. */
	private boolean first(LinkSession session) {
		String port = this.firstPort;
		Message message = this.firstMessage;
		this.firstPort = null;
		this.firstMessage = null;
		return port == null || message == null || session.packet(port, message, this.firstBytes);
	}

	@Override
	public void begins() {
		LinkSession session = this.session;
		if (session != null) {
			session.begins();
		}
	}

	@Override
	public boolean ends() {
		LinkSession session = this.session;
		return session == null || session.ends();
	}

	@Override
	public boolean packet(String port, Message message, int bytes) {
		LinkSession session = this.session;
		if (session != null) {
			return session.packet(port, message, bytes);
		}
		this.firstPort = port;
		this.firstMessage = message;
		this.firstBytes = bytes;
		this.control.execute(() -> this.candidates.decided(this));
		return false;
	}

	@Override
	public void closed(String message) {
		LinkSession session = this.session;
		if (session != null) {
			session.closed(message);
		}
		else {
			this.control.execute(() -> ended(message));
		}
	}

	/** On the control executor: the link may have become a session meanwhile. */
	private void ended(String message) {
		LinkSession session = this.session;
		if (session != null) {
			session.closed(message);
		}
		else {
			this.over = true;
			this.candidates.dismissed(this);
		}
	}

	/** Whether the link has ended before its use. For the control executor. */
	boolean isOver() {
		return this.over;
	}

	/** Continues as a session; on the control executor. */
	void use(LinkSession session) {
		this.session = session;
		this.link.wakeUp();
		this.link.resume();
	}

}
