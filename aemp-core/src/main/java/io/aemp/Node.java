package io.aemp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A node: a place for ports, with its own ID, and if it is configured so a member of a
 * network of nodes. There may be several in one JVM.
 * <p>
 * Ports of other nodes are named by their IDs. Nothing here blocks, and nothing throws
 * because of a problem on the network: for that there are monitors. The context of a call
 * is the port in one of whose callbacks it is made, or else the outside; messages from
 * one port, or from one thread outside ports, to one port arrive in the order in which
 * they were sent. (AEMP manual: VARIABLES/FUNCTIONS.)
 * <p>
 * <b>IDs.</b> A text that can be the ID of no port and no node, because the part before
 * {@code #} is empty or contains blanks or control characters, is refused with an
 * {@link IllegalArgumentException} by all methods that send to it, kill it, monitor it or
 * spawn there. Nothing has been done then. An ID of a port or node that does not exist is
 * no error: messages to it are lost, and monitors tell.
 * <p>
 * <b>Threads.</b> A callback that a port asks for runs in that port. Callbacks that are
 * asked for outside ports run on threads of the node that may wait, see
 * {@link Dispatcher#BLOCKING}. They may overlap and run in any order, except for the
 * calls of one {@link #every}, one {@link Network#monitor} and one
 * {@link Database#monitor}: these never overlap and keep their order. What they throw is
 * logged. Futures complete outside ports, on such a thread, unless they are complete when
 * they are returned.
 */
public interface Node extends AutoCloseable {

	/**
	 * The ID of this node (manual: {@code NODE}).
	 * @return the node ID
	 */
	String id();

	/**
	 * Opens a port without receivers: any message would kill it. Nobody knows its ID yet,
	 * so there is time to set some.
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
	 * @param options how it is to work
	 * @return the port
	 * @throws IllegalStateException if the node is closed
	 */
	Port open(PortOptions options);

	/**
	 * The port in one of whose callbacks this is called (manual: {@code $SELF}).
	 * @return the current port
	 * @throws IllegalStateException outside the callbacks of ports of this node
	 */
	Port self();

	/**
	 * The node that sent the message at hand, or asked for the init function at hand
	 * (manual: {@code $SRCNODE}). All other callbacks of a port, those of timers and
	 * monitors for example, come from this node. A message that a node passes on for
	 * another one comes from the node that passes it on. For diagnosis, not for the
	 * decision who may do what.
	 * @return the node ID; this node's for messages of its own
	 * @throws IllegalStateException outside the callbacks of ports of this node
	 */
	String sourceNode();

	/**
	 * Finds a port of this node, to set its receivers for example.
	 * @param portId the port ID
	 * @return the port, empty if it is dead
	 * @throws IllegalArgumentException if it is another node's, whose receivers cannot be
	 * set from here
	 */
	Optional<Port> port(String portId);

	/**
	 * Whether a port belongs to this node (manual: {@code port_is_local}).
	 * @param portId a port ID or node ID
	 * @return whether it is this node's, dead or alive; {@code false} for what is no ID
	 */
	boolean isLocal(String portId);

	/**
	 * All ports of this node; for tools.
	 * @return a snapshot
	 */
	List<PortInfo> ports();

	/**
	 * Sends a message (manual: {@code snd}). A local port gets the objects as they are;
	 * another node's gets values, see {@link Message}. The elements belong to the library
	 * from now on.
	 * @param port the port ID; a node ID alone names the node port
	 * @param message the elements of the message
	 * @throws UnsendableValueException if an element cannot travel to another node
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which is no value
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
	 * port that gets the rest. A prepared reply is such a message.
	 * @param message port ID and elements
	 * @throws IllegalArgumentException if there is no first element, or it is no port ID
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
	 * for senders that are faster than receivers. Messages of one context to one node
	 * keep their order, those of plain {@link #send(String, Message) send} among them,
	 * which wait behind it. All that wait count for {@link Limits#sendQueue}.
	 * @param port the port ID
	 * @param message the message
	 * @return completes when the message is in the queue to the node, outside ports;
	 * fails with a {@link PortDiedException} if the connection is lost before that, in
	 * which case the message is never sent. To cancel it takes the message back, if it
	 * still waits
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	CompletableFuture<@Nullable Void> sendWhenWritable(String port, Message message);

	/**
	 * Waits until a node is {@linkplain Network#isWritable writable}, and sends a
	 * message. See {@link #sendWhenWritable}. For threads that may wait: virtual ones,
	 * ports with {@link Dispatcher#BLOCKING}, threads of the application's.
	 * @param port the port ID
	 * @param message the message
	 * @throws InterruptedException if the thread is interrupted; the message is not sent
	 * then
	 * @throws PortDiedException if the connection is lost before there is room; the
	 * message is never sent then
	 * @throws IllegalStateException on a thread that must not wait, because the node
	 * needs it: its event loops, its pool, its control thread
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	void sendWaiting(String port, Message message) throws InterruptedException;

	/**
	 * Waits for some time until a node is {@linkplain Network#isWritable writable}, and
	 * sends a message. See {@link #sendWaiting(String, Message)}.
	 * @param port the port ID
	 * @param message the message
	 * @param timeout how long to wait
	 * @throws InterruptedException if the thread is interrupted; the message is not sent
	 * then
	 * @throws TimeoutException if there is no room in time; the message is not sent then
	 * @throws PortDiedException if the connection is lost before there is room
	 * @throws IllegalStateException on a thread that must not wait
	 * @throws UnsendableValueException if an element cannot travel to another node
	 */
	void sendWaiting(String port, Message message, Duration timeout) throws InterruptedException, TimeoutException;

	/**
	 * Kills a port (manual: {@code kil}).
	 * @param port the port ID
	 * @param reason identifier, text and more; none for a normal death
	 * @throws IllegalArgumentException if it is a node port, which cannot be killed, or
	 * if an element is a {@link Message} or a {@link Reason}, which is no value
	 */
	default void kill(String port, @Nullable Object... reason) {
		kill(port, Values.reason("kill(String, Reason)", reason));
	}

	/**
	 * Kills a port, see {@link #kill(String, Object...)}.
	 * @param port the port ID
	 * @param reason why
	 */
	void kill(String port, Reason reason);

	/**
	 * Monitors a port by a callback (manual: {@code mon}). It is called once: when the
	 * port dies, when the connection to its node is lost or cannot be made, or at once if
	 * there is no such port. From the moment of a loss until the callback starts, nothing
	 * that this context sends to the port arrives. Inside a port, the callback runs in
	 * that port and ends with it.
	 * @param port the port ID; a node ID alone monitors the connection to that node
	 * @param callback takes the reason
	 * @return stops the monitor
	 */
	Guard monitor(String port, Consumer<Reason> callback);

	/**
	 * Kills the current port if another one dies abnormally, with the same reason
	 * (manual: {@code mon}).
	 * @param port the ID of the port to monitor
	 * @return stops the monitor
	 * @throws IllegalStateException outside ports
	 */
	default Guard killOnDeath(String port) {
		return killOnDeath(port, self().id());
	}

	/**
	 * Kills a port if another one dies abnormally, with the same reason (manual:
	 * {@code mon}).
	 * @param port the ID of the port to monitor
	 * @param target the ID of the port to kill, best of a local one
	 * @return stops the monitor
	 * @throws IllegalArgumentException if the target is a node port
	 */
	Guard killOnDeath(String port, String target);

	/**
	 * Sends a message when a port dies, with the elements of the reason at its end
	 * (manual: {@code mon}).
	 * @param port the ID of the port to monitor
	 * @param target the ID of the port to send to, best of a local one
	 * @param message the beginning of the message
	 * @return stops the monitor
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which is no value
	 */
	default Guard sendOnDeath(String port, String target, @Nullable Object... message) {
		return sendOnDeath(port, target, Values.message("sendOnDeath(String, String, Message)", message));
	}

	/**
	 * Sends a message when a port dies, see
	 * {@link #sendOnDeath(String, String, Object...)}.
	 * @param port the ID of the port to monitor
	 * @param target the ID of the port to send to
	 * @param message the beginning of the message
	 * @return stops the monitor
	 */
	Guard sendOnDeath(String port, String target, Message message);

	/**
	 * Closes resources when a port dies (manual: {@code mon_guard}), outside ports.
	 * @param port the port ID
	 * @param resources what to close
	 * @return stops the monitor; the resources stay open
	 */
	Guard closeOnDeath(String port, AutoCloseable... resources);

	/**
	 * Creates a port on a node and has it set up there by an init function (manual:
	 * {@code spawn}). The port can be sent to and monitored at once. Nothing happens
	 * before this method returns. If the node has no such function or does not permit its
	 * use, the port does not come into being: monitors on it fire with
	 * {@link Reason#NO_SUCH_PORT}, and the node that was to create it logs why. That is
	 * so on this node too.
	 * @param node a node ID, or the ID of a port of that node
	 * @param initFunction the name of a function {@linkplain Functions#registerInit
	 * registered} there
	 * @param arguments the init data
	 * @return the ID of the new port
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which is no value
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
	 * Runs a callback later (manual: {@code after}); inside a port in that port, while it
	 * lives.
	 * @param delay how long to wait; a negative one counts as zero
	 * @param callback the callback
	 * @return cancels it
	 */
	Guard after(Duration delay, Runnable callback);

	/**
	 * Runs a callback again and again; inside a port in that port, while it lives. The
	 * first call comes after one period, the others at multiples of the period from the
	 * start. A call that is late delays none of the later ones; those that fall due while
	 * one waits or runs are left out. A callback that throws is not called again: it
	 * kills the port, or is logged outside of ports.
	 * @param period the time between two calls
	 * @param callback the callback
	 * @return ends it
	 * @throws IllegalArgumentException if the period is not positive
	 */
	Guard every(Duration period, Runnable callback);

	/**
	 * Sends a message later, also if the current port dies until then.
	 * @param delay how long to wait; a negative one counts as zero
	 * @param port the port ID
	 * @param message the elements of the message
	 * @return cancels it
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which is no value
	 */
	default Guard after(Duration delay, String port, @Nullable Object... message) {
		return after(delay, port, Values.message("after(Duration, String, Message)", message));
	}

	/**
	 * Sends a message later, see {@link #after(Duration, String, Object...)}.
	 * @param delay how long to wait
	 * @param port the port ID
	 * @param message the message
	 * @return cancels it
	 */
	Guard after(Duration delay, String port, Message message);

	/**
	 * Sends a message with a temporary reply port as its last element, and waits for the
	 * answer as long as the other port lives, see {@link #call(String, Message)}.
	 * @param port the port ID
	 * @param message the elements of the message
	 * @return the answer
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which is no value, or a {@link Duration}: a call with a timeout
	 * takes a message
	 */
	default CompletableFuture<Message> call(String port, @Nullable Object... message) {
		Values.refuseTimeout(message);
		return call(port, Values.message("call(String, Message)", message));
	}

	/**
	 * Sends a message with a temporary reply port as its last element, and waits for the
	 * answer as long as the other port lives (manual: {@code cal}). The port is monitored
	 * for that, by the current context.
	 * @param port the port ID
	 * @param message the message
	 * @return the answer. Fails with a {@link PortDiedException} if the port dies, also
	 * normally, or its connection is lost; with an {@link ErrorAnswerException} if the
	 * reply port is killed instead of answered. Completes outside ports: in a port, use
	 * {@link #call(String, Message, Consumer, Consumer)} or bind what depends on it to
	 * the context
	 */
	CompletableFuture<Message> call(String port, Message message);

	/**
	 * Sends a message with a temporary reply port as its last element, and waits for the
	 * answer for some time. It does not wait in vain: it fails at once if the port dies
	 * abnormally, was dead already, or its connection is lost. A port that dies normally
	 * may have handed the request on, so the call goes on.
	 * @param port the port ID
	 * @param message the message
	 * @param timeout how long to wait
	 * @return the answer. Fails with a {@link TimeoutException} when the time is over, or
	 * as {@link #call(String, Message)} does
	 */
	CompletableFuture<Message> call(String port, Message message, Duration timeout);

	/**
	 * Calls a port as {@link #call(String, Message)} does, and runs one of two callbacks,
	 * once. Inside a port they run in that port, and the call ends with it.
	 * @param port the port ID
	 * @param message the message
	 * @param answered takes the answer
	 * @param failed takes a {@link PortDiedException} or an {@link ErrorAnswerException}
	 * @return gives up the call
	 */
	Guard call(String port, Message message, Consumer<Message> answered, Consumer<Exception> failed);

	/**
	 * Calls a port as {@link #call(String, Message, Duration)} does, and runs one of two
	 * callbacks, once. Inside a port they run in that port, and the call ends with it.
	 * @param port the port ID
	 * @param message the message
	 * @param timeout how long to wait
	 * @param answered takes the answer
	 * @param failed takes a {@link PortDiedException}, an {@link ErrorAnswerException} or
	 * a {@link TimeoutException}
	 * @return gives up the call
	 */
	Guard call(String port, Message message, Duration timeout, Consumer<Message> answered, Consumer<Exception> failed);

	/**
	 * The distributed database.
	 * @return the database
	 */
	Database database();

	/**
	 * What other nodes may run here.
	 * @return the registry of functions
	 */
	Functions functions();

	/**
	 * The network as this node sees it.
	 * @return the network
	 */
	Network network();

	/**
	 * Kills all ports with {@link Reason#NODE_CLOSED}, withdraws what this node has set
	 * in the database, sends what is queued, and closes all connections. Waits for that
	 * for some seconds at most.
	 * <p>
	 * To use a closed node is safe. {@link #open} and {@code call} throw an
	 * {@link IllegalStateException}. The other methods do nothing: messages, kills and
	 * spawns are lost, and monitors, timers and database queries with a callback never
	 * call. {@link #sendWhenWritable} and {@link #sendWaiting} to other nodes fail with a
	 * {@link PortDiedException} whose reason is {@link Reason#NODE_CLOSED}, and futures
	 * of the database with an {@link IllegalStateException}. What can be read, of the
	 * network for example, stays as it was last. Closing again does nothing.
	 */
	@Override
	void close();

}
