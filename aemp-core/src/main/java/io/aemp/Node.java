package io.aemp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A node: it runs ports, has an ID of its own and, if it is configured for that, belongs
 * to a network of nodes. One JVM can run several nodes.
 * <p>
 * The ID of a port names it on every node. {@link #sendWaiting(String, Message)
 * sendWaiting} may block and throws if the connection is lost; {@link #close} may block.
 * No other method blocks or throws because of a network problem: monitors report these.
 * Each call has a context: the port whose callback makes the call, or else no port
 * ("outside ports"). Messages to one port arrive in the order in which they were sent, if
 * they come from one port, or from one thread outside ports. (AEMP manual:
 * VARIABLES/FUNCTIONS.)
 * <p>
 * <b>IDs.</b> A text cannot be an ID if the part before {@code #} is empty or contains
 * blanks or control characters. Every method that sends to, kills, monitors or spawns on
 * such an ID throws an {@link IllegalArgumentException} and has no effect. The ID of a
 * port or node that does not exist is not an error: messages to it are lost, and monitors
 * report that.
 * <p>
 * <b>Threads.</b> A callback that a port asks for runs in that port. A callback that is
 * asked for outside ports runs on a thread of the node that may block, see
 * {@link Dispatcher#BLOCKING}. Such callbacks may overlap and run in any order. The
 * exceptions are the calls of one {@link #every}, of one {@link Network#monitor} and of
 * one {@link Database#monitor}: these never overlap and keep their order. The node logs
 * what a callback outside ports throws. A future that is not complete when it is returned
 * completes outside ports, on such a thread; for calls, see
 * {@link #call(String, Message)}.
 */
public interface Node extends AutoCloseable {

	/**
	 * The ID of this node (manual: {@code NODE}).
	 * @return the node ID
	 */
	String id();

	/**
	 * Opens a port without receivers. A message would kill it, but no other port knows
	 * its ID yet, so the caller has time to set receivers.
	 * @return the port
	 * @throws IllegalStateException if the node is closed
	 */
	default Port open() {
		return open(PortOptions.DEFAULTS);
	}

	/**
	 * Opens a port with a default receiver.
	 * @param receiver takes all messages
	 * @return the port
	 * @throws IllegalStateException if the node is closed
	 */
	default Port open(Receiver receiver) {
		return open().receive(receiver);
	}

	/**
	 * Opens a port without receivers.
	 * @param options label, dispatcher and mailbox limit
	 * @return the port
	 * @throws IllegalStateException if the node is closed
	 */
	Port open(PortOptions options);

	/**
	 * Starts a process: a port with a thread of its own, whose code waits for messages
	 * where it needs them. See {@link Process}.
	 * @param body what the process does
	 * @return the process, to pass on its ID and to kill it; it may have ended already
	 * @throws IllegalStateException if the node is closed
	 */
	default Process openProcess(ProcessBody body) {
		return openProcess(PortOptions.DEFAULTS, body);
	}

	/**
	 * Starts a process, see {@link #openProcess(ProcessBody)}.
	 * @param options label and mailbox limit; as a process has a thread of its own, there
	 * is no choice of dispatcher
	 * @param body what the process does
	 * @return the process
	 * @throws IllegalArgumentException if the options name another dispatcher than
	 * {@link Dispatcher#POOL}, the default, or {@link Dispatcher#BLOCKING}
	 * @throws IllegalStateException if the node is closed
	 */
	Process openProcess(PortOptions options, ProcessBody body);

	/**
	 * The port whose callback makes this call (manual: {@code $SELF}).
	 * @return the current port
	 * @throws IllegalStateException outside the callbacks of ports of this node
	 */
	Port self();

	/**
	 * The node that sent the current message, or that requested the current init function
	 * (manual: {@code $SRCNODE}). In all other callbacks of a port, those of timers and
	 * monitors for example, that is this node. If a node forwards a message for another
	 * node, the source is the forwarding node. Use this for diagnosis, not for access
	 * decisions.
	 * @return the node ID; this node's for its own messages
	 * @throws IllegalStateException outside the callbacks of ports of this node
	 */
	String sourceNode();

	/**
	 * Finds a port of this node, to set its receivers for example.
	 * @param portId the port ID
	 * @return the port, empty if it is dead
	 * @throws IllegalArgumentException if the port belongs to another node, because
	 * receivers can only be set on its own node
	 */
	Optional<Port> port(String portId);

	/**
	 * Whether a port belongs to this node (manual: {@code port_is_local}).
	 * @param portId a port ID or node ID
	 * @return whether it belongs to this node, dead or alive; {@code false} for a text
	 * that cannot be an ID
	 */
	boolean isLocal(String portId);

	/**
	 * All ports of this node; for tools.
	 * @return a snapshot
	 */
	List<PortInfo> ports();

	/**
	 * All ports of this node one after the other; for tools that need a few of very many.
	 * @return the ports in no particular order; each is described when it is reached
	 */
	default Stream<PortInfo> streamPorts() {
		return ports().stream();
	}

	/**
	 * The ports from which calls of this node wait for an answer; for tools.
	 * @return the ID of the called port for each call, in no particular order
	 */
	default Stream<String> streamCalls() {
		return Stream.empty();
	}

	/**
	 * What this node has counted since it was created; for tools.
	 * @return the counts, which go on
	 */
	default NodeStatistics statistics() {
		return NodeStatistics.NONE;
	}

	/**
	 * Sends a message (manual: {@code snd}). A local port receives the same objects; a
	 * port of another node receives values, see {@link Message}. The caller must not
	 * change the elements any more.
	 * @param port the port ID; a node ID alone names the node port
	 * @param message the elements of the message
	 * @throws UnsendableValueException if an element cannot travel to another node
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values
	 */
	default void send(String port, @Nullable Object... message) {
		send(port, Values.message("send(String, Message)", message));
	}

	/**
	 * Sends a message, see {@link #send(String, Object...)}.
	 * @param port the port ID
	 * @param message the message
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	void send(String port, Message message);

	/**
	 * Sends a message that carries its own address: the first element is the ID of the
	 * port that receives the rest. A prepared reply is such a message.
	 * @param message port ID and elements
	 * @throws IllegalArgumentException if there is no first element, or it is not a port
	 * ID
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	default void sendPrepared(Message message) {
		send(message.text(0), message.from(1));
	}

	/**
	 * Sends a list that carries its own address, see {@link #sendPrepared(Message)}.
	 * @param message port ID and elements
	 */
	default void sendPrepared(List<? extends @Nullable Object> message) {
		sendPrepared(Message.of(message));
	}

	/**
	 * Sends a message as soon as its node is {@linkplain Network#isWritable writable},
	 * for senders that are faster than receivers. Messages from one context to one node
	 * keep their order. That includes messages of plain {@link #send(String, Message)
	 * send}: they queue behind a message that waits here. All waiting messages count
	 * towards {@link Limits#sendQueue}.
	 * @param port the port ID
	 * @param message the message
	 * @return completes, outside ports, when the message is in the send queue of the
	 * node; fails with a {@link PortDiedException} if the connection is lost before that,
	 * and then the message is never sent. Cancelling the future withdraws the message, if
	 * it still waits
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	CompletableFuture<@Nullable Void> sendWhenWritable(String port, Message message);

	/**
	 * Blocks until a node is {@linkplain Network#isWritable writable}, and then sends a
	 * message. See {@link #sendWhenWritable}. For threads that may block: virtual
	 * threads, ports with {@link Dispatcher#ADAPTIVE} or {@link Dispatcher#BLOCKING},
	 * threads of the application.
	 * @param port the port ID
	 * @param message the message
	 * @throws InterruptedException if the thread is interrupted; the message is not sent
	 * then
	 * @throws PortDiedException if the connection is lost while the thread waits; the
	 * message is never sent then
	 * @throws IllegalStateException on a thread that must not block, because the node
	 * needs it: an event loop, a thread of the pool, the control thread
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	void sendWaiting(String port, Message message) throws InterruptedException;

	/**
	 * Blocks for a limited time until a node is {@linkplain Network#isWritable writable},
	 * and then sends a message. See {@link #sendWaiting(String, Message)}.
	 * @param port the port ID
	 * @param message the message
	 * @param timeout how long to wait
	 * @throws InterruptedException if the thread is interrupted; the message is not sent
	 * then
	 * @throws TimeoutException if the node does not become writable in time; the message
	 * is not sent then
	 * @throws PortDiedException if the connection is lost while the thread waits
	 * @throws IllegalStateException on a thread that must not block
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	void sendWaiting(String port, Message message, Duration timeout) throws InterruptedException, TimeoutException;

	/**
	 * Whether the calling thread must not wait for messages, because the node needs it:
	 * that of a port with {@link Dispatcher#EVENT_LOOP} or {@link Dispatcher#POOL}, of an
	 * observer, or of the node itself.
	 * @return whether {@link #sendWaiting(String, Message) sendWaiting} would refuse
	 */
	default boolean mustNotWait() {
		return false;
	}

	/**
	 * Kills a port (manual: {@code kil}).
	 * @param port the port ID
	 * @param reason identifier, text and further values; no elements for a normal death
	 * @throws IllegalArgumentException if the port is a node port, which cannot be
	 * killed, or if an element is a {@link Message} or a {@link Reason}, which are not
	 * values
	 */
	default void kill(String port, @Nullable Object... reason) {
		kill(port, Values.reason("kill(String, Reason)", reason));
	}

	/**
	 * Kills a port, see {@link #kill(String, Object...)}.
	 * @param port the port ID
	 * @param reason why the port is killed
	 */
	void kill(String port, Reason reason);

	/**
	 * Tells a reply port that there is no answer: kills it with a reason. A {@code call}
	 * fails with an {@link ErrorAnswerException} then. A node that does not greet as this
	 * library, a Perl node for example, gets an empty message just before, because that
	 * is how its {@code cal} learns of a failure.
	 * @param replyPort the ID of the port that waits for the answer
	 * @param reason why there is none, {@link Reason#BAD_MESSAGE} and a text for example
	 * @throws IllegalArgumentException if the port is a node port
	 */
	void answerWithError(String replyPort, Reason reason);

	/**
	 * Whether it is certain that a port was made for the answer of one {@code call}. Such
	 * a port is killed without harm to anything else.
	 * @param portId a port ID
	 * @return whether it is; {@code false} also for the reply ports of nodes that do not
	 * mark them, Perl nodes for example, and of nodes that are not connected
	 */
	boolean isReplyPort(String portId);

	/**
	 * Monitors a port by a callback (manual: {@code mon}). The node calls it once: when
	 * the port dies, when the connection to its node is lost or cannot be made, or at
	 * once if the port does not exist. After a loss, nothing that this context sends to
	 * the port arrives until the callback has started. Inside a port, the callback runs
	 * in that port and ends with it.
	 * @param port the port ID; a node ID alone monitors the connection to that node
	 * @param callback receives the reason
	 * @return stops the monitor
	 */
	Guard monitor(String port, Consumer<Reason> callback);

	/**
	 * Kills the current port when another port dies abnormally, with the same reason
	 * (manual: {@code mon}).
	 * @param port the ID of the port to monitor
	 * @return stops the monitor
	 * @throws IllegalStateException outside ports
	 */
	default Guard killOnDeath(String port) {
		return killOnDeath(port, self().id());
	}

	/**
	 * Kills a port when another port dies abnormally, with the same reason (manual:
	 * {@code mon}).
	 * @param port the ID of the port to monitor
	 * @param target the ID of the port to kill, preferably a local one
	 * @return stops the monitor
	 * @throws IllegalArgumentException if the target is a node port
	 */
	Guard killOnDeath(String port, String target);

	/**
	 * Sends a message when a port dies, with the elements of the reason appended (manual:
	 * {@code mon}).
	 * @param port the ID of the port to monitor
	 * @param target the ID of the port to send to, preferably a local one
	 * @param message the first elements of the message
	 * @return stops the monitor
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values
	 */
	default Guard sendOnDeath(String port, String target, @Nullable Object... message) {
		return sendOnDeath(port, target, Values.message("sendOnDeath(String, String, Message)", message));
	}

	/**
	 * Sends a message when a port dies, see
	 * {@link #sendOnDeath(String, String, Object...)}.
	 * @param port the ID of the port to monitor
	 * @param target the ID of the port to send to
	 * @param message the first elements of the message
	 * @return stops the monitor
	 */
	Guard sendOnDeath(String port, String target, Message message);

	/**
	 * Closes resources outside ports when a port dies (manual: {@code mon_guard}).
	 * @param port the ID of the port to monitor
	 * @param resources the resources to close
	 * @return stops the monitor; the resources stay open
	 */
	Guard closeOnDeath(String port, AutoCloseable... resources);

	/**
	 * Creates a port on a node, where an init function sets it up (manual:
	 * {@code spawn}). The caller can send to the port and monitor it at once. Nothing
	 * happens before this method returns. If the node has no such function or does not
	 * permit its use, the port is not created: monitors on it fire with
	 * {@link Reason#NO_SUCH_PORT}, and that node logs why. The same holds if the node is
	 * this one.
	 * @param node a node ID, or the ID of a port of that node
	 * @param initFunction the name of a function {@linkplain Functions#registerInit
	 * registered} there
	 * @param arguments the init data
	 * @return the ID of the new port
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values
	 */
	default String spawn(String node, String initFunction, @Nullable Object... arguments) {
		return spawn(node, initFunction, Values.message("spawn(String, String, Message)", arguments));
	}

	/**
	 * Creates a port on a node, see {@link #spawn(String, String, Object...)}.
	 * @param node a node ID, or the ID of a port of that node
	 * @param initFunction the name of the init function
	 * @param arguments the init data
	 * @return the ID of the new port
	 */
	String spawn(String node, String initFunction, Message arguments);

	/**
	 * Runs a callback later (manual: {@code after}). Inside a port, it runs in that port,
	 * unless the port has died.
	 * @param delay how long to wait; a negative delay counts as zero
	 * @param callback the callback
	 * @return cancels the timer
	 */
	Guard after(Duration delay, Runnable callback);

	/**
	 * Runs a callback periodically. Inside a port, it runs in that port, until the port
	 * dies. The first call is due after one period, the others at multiples of the period
	 * from the start. A late call does not delay the later ones. Calls that become due
	 * while another one waits or runs are skipped. A callback that throws is not called
	 * again: the exception kills the port, or is logged outside ports.
	 * @param period the time between two calls
	 * @param callback the callback
	 * @return stops the timer
	 * @throws IllegalArgumentException if the period is not positive
	 */
	Guard every(Duration period, Runnable callback);

	/**
	 * Sends a message later, even if the current port has died by then.
	 * @param delay how long to wait; a negative delay counts as zero
	 * @param port the port ID
	 * @param message the elements of the message
	 * @return cancels the timer
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values
	 */
	default Guard after(Duration delay, String port, @Nullable Object... message) {
		return after(delay, port, Values.message("after(Duration, String, Message)", message));
	}

	/**
	 * Sends a message later, see {@link #after(Duration, String, Object...)}.
	 * @param delay how long to wait
	 * @param port the port ID
	 * @param message the message
	 * @return cancels the timer
	 */
	Guard after(Duration delay, String port, Message message);

	/**
	 * Sends a message with a temporary reply port as its last element, and waits for the
	 * answer as long as the called port lives, see {@link #call(String, Message)}.
	 * @param port the port ID
	 * @param message the elements of the message
	 * @return the answer
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values, or a {@link Duration}: for a timeout, use
	 * {@link #call(String, Message, Duration)}
	 */
	default CompletableFuture<Message> call(String port, @Nullable Object... message) {
		Values.refuseTimeout(message);
		return call(port, Values.message("call(String, Message)", message));
	}

	/**
	 * Sends a message with a temporary reply port as its last element, and waits for the
	 * answer as long as the called port lives (manual: {@code cal}). For that, the
	 * current context monitors the port.
	 * @param port the port ID
	 * @param message the message
	 * @return the answer. Fails with a {@link PortDiedException} if the port dies, even
	 * normally, or its connection is lost; with an {@link ErrorAnswerException} if the
	 * reply port is killed instead of answered. Completes outside ports, never on a
	 * thread that serves sockets at the time: on the thread that waits in {@code join} or
	 * {@code get}, otherwise as {@link Dispatcher#ADAPTIVE} does. Dependent stages run
	 * there too, unless they name an executor. Inside a port, use
	 * {@link #call(String, Message, Consumer, Consumer)} or bind dependent stages to the
	 * port
	 */
	CompletableFuture<Message> call(String port, Message message);

	/**
	 * Sends a message with a temporary reply port as its last element, and waits for the
	 * answer for a limited time. The call fails before the timeout if the port dies
	 * abnormally, is dead already, or its connection is lost. A normal death does not end
	 * the call, because the port may have passed the request on.
	 * @param port the port ID
	 * @param message the message
	 * @param timeout how long to wait; the call may end a few milliseconds later
	 * @return the answer. Fails with a {@link TimeoutException} when the time is over, or
	 * as {@link #call(String, Message)} does
	 */
	CompletableFuture<Message> call(String port, Message message, Duration timeout);

	/**
	 * Calls a port like {@link #call(String, Message)}, and runs one of two callbacks,
	 * once. Inside a port, the callback runs in that port, and the call ends with the
	 * port.
	 * @param port the port ID
	 * @param message the message
	 * @param answered receives the answer
	 * @param failed receives a {@link PortDiedException} or an
	 * {@link ErrorAnswerException}
	 * @return abandons the call
	 */
	Guard call(String port, Message message, Consumer<Message> answered, Consumer<Exception> failed);

	/**
	 * Calls a port like {@link #call(String, Message, Duration)}, and runs one of two
	 * callbacks, once. It is the fastest way to call from inside a port. Inside a port,
	 * the callback runs in that port, and the call ends with the port.
	 * @param port the port ID
	 * @param message the message
	 * @param timeout how long to wait
	 * @param answered receives the answer
	 * @param failed receives a {@link PortDiedException}, an {@link ErrorAnswerException}
	 * or a {@link TimeoutException}
	 * @return abandons the call
	 */
	Guard call(String port, Message message, Duration timeout, Consumer<Message> answered, Consumer<Exception> failed);

	/**
	 * The distributed database.
	 * @return the database
	 */
	Database database();

	/**
	 * The functions that other nodes may run on this node.
	 * @return the registry of functions
	 */
	Functions functions();

	/**
	 * The network as this node sees it.
	 * @return the network
	 */
	Network network();

	/**
	 * Streams of bytes to other nodes, beside the messages.
	 * @return the data connections
	 */
	DataConnections dataConnections();

	/**
	 * Kills all ports with {@link Reason#NODE_CLOSED}, withdraws this node's database
	 * entries, sends what is queued, and closes all connections. Blocks for that, for a
	 * few seconds at most.
	 * <p>
	 * A closed node is safe to use. {@link #open} and {@code call} throw an
	 * {@link IllegalStateException}. {@link #sendWhenWritable} and {@link #sendWaiting}
	 * to other nodes fail with a {@link PortDiedException} whose reason is
	 * {@link Reason#NODE_CLOSED}. Futures of the database fail with an
	 * {@link IllegalStateException}. All other methods have no effect: messages, kills
	 * and spawns are lost, and the callbacks of monitors, timers and database queries
	 * never run. Read methods, those of {@link Network} for example, return the last
	 * state. Closing again has no effect.
	 */
	@Override
	void close();

}
