package io.aemp.dataconnection;

import java.time.Duration;
import java.util.List;

import io.aemp.DataConnectionException;
import io.aemp.DataConnections.Handler;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * What other nodes announce: the two functions that they call, under the names that Perl
 * nodes use. Each announcement is either refused, which the port of the one who made it
 * learns, or waits until it is over. The functions run on the threads of connections.
 */
final class Announcements {

	/** Announces a connection. */
	static final String EXPECT = "AnyEvent::MP::DataConn::_expect";

	/** Asks this node to dial. */
	static final String CONNECT = "AnyEvent::MP::DataConn::_connect";

	private static final int LONGEST_ID = 1000;

	private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

	private final Node node;

	private final ConnectionParts parts;

	private final Handlers handlers;

	private final Expected expected;

	private final Announced announced;

	private List<Guard> functions = List.of();

	Announcements(Node node, ConnectionParts parts, Handlers handlers, Expected expected, Arrivals arrivals) {
		this.node = node;
		this.parts = parts;
		this.handlers = handlers;
		this.expected = expected;
		this.announced = new Announced(node, parts, expected, arrivals);
	}

	/** The functions are there as long as there is a handler. */
	synchronized void update() {
		if (this.handlers.isEmpty()) {
			this.functions.forEach(Guard::close);
			this.functions = List.of();
		}
		else if (this.functions.isEmpty()) {
			this.functions = List.of(this.node.functions().register(EXPECT, this::expect),
					this.node.functions().register(CONNECT, this::connect));
		}
	}

	private void expect(String caller, Message arguments) {
		String port = (arguments.size() > 1) ? Values.text(arguments.get(1)) : null;
		if (port == null || !PortIds.isPortId(port) || !PortIds.nodeOf(port).equals(caller)) {
			throw new IllegalArgumentException("'" + Values.display(port) + "' is not a port of " + caller
					+ ": a data connection is announced with an ID, a port, a timeout and a function");
		}
		String problem = announce(caller, port, arguments);
		if (problem != null) {
			this.node.kill(port, DataConnectionException.IDENTIFIER, this.node.id() + ": " + problem);
		}
	}

	/** Returns what is wrong, {@code null} if nothing is. */
	private @Nullable String announce(String caller, String port, Message arguments) {
		String id = Values.text(arguments.get(0));
		if (id == null || id.isEmpty() || id.length() > LONGEST_ID || id.indexOf(';') >= 0) {
			return "the ID of a data connection is a text of up to " + LONGEST_ID + " characters without ';'";
		}
		if (arguments.size() < 4 || !(arguments.get(2) instanceof Number seconds) || !(seconds.doubleValue() > 0)) {
			return "a data connection is announced with a timeout above 0 seconds, and a function";
		}
		String function = String.valueOf(Values.text(arguments.get(3)));
		Handler handler = this.handlers.find(function);
		if (handler == null) {
			return this.handlers.unknown(function);
		}
		if (!this.parts.policy().permits(caller, function)) {
			return "the execution policy does not permit '" + Values.display(function) + "' to node " + caller;
		}
		Message data = arguments.from(4);
		if (!isSmall(data)) {
			return "the arguments are above " + Request.LARGEST_ARGUMENTS
					+ " bytes; send what is large through the connection";
		}
		return announce(new Announcement(caller, id, port, timeout(seconds.doubleValue()), handler, data));
	}

	private @Nullable String announce(Announcement announcement) {
		if (!this.expected.reserve(announcement.node())) {
			return "node " + announcement.node() + " has " + this.parts.limits().dataConnections()
					+ " data connections here already, announced or open; close some, or raise the limit"
					+ " (limits.max_data_connections)";
		}
		if (!this.announced.add(announcement)) {
			this.expected.free(announcement.node());
			return "a data connection with the ID '" + Values.display(announcement.id()) + "' is announced already";
		}
		return null;
	}

	private boolean isSmall(Message data) {
		try {
			Sendable.check(data, new Framing.PacketLimits(Request.LARGEST_ARGUMENTS, this.parts.limits().nesting()));
			return true;
		}
		catch (UnsendableValueException ex) {
			return false;
		}
	}

	private static Duration timeout(double seconds) {
		return Duration.ofNanos((long) (Math.min(seconds, LONGEST_TIMEOUT.toSeconds()) * 1e9));
	}

	private void connect(String caller, Message arguments) {
		String id = arguments.text(0);
		if (!this.announced.dialBack(caller, id)) {
			throw new IllegalArgumentException("node " + caller + " asks this node to dial, but has announced no "
					+ "data connection with the ID '" + Values.display(id) + "', or not in time");
		}
	}

}
