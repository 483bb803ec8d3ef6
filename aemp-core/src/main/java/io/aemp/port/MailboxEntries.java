package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.aemp.Functions.InitFunction;
import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.Receiver;
import org.jspecify.annotations.Nullable;

/** The kinds of mailbox entries. */
final class MailboxEntries {

	private MailboxEntries() {
	}

	/** A local message that is or was an entry of another mailbox. */
	static final class Delivery extends MailboxEntry {

		private @Nullable Message message;

		Delivery(Message message) {
			this.message = message;
		}

		@Override
		@Nullable Message message() {
			return this.message;
		}

		@Override
		boolean waitsWhilePaused() {
			return true;
		}

		@Override
		void process(LocalPort port) throws Exception {
			Message message = this.message;
			if (message != null) {
				port.dispatch(message, false);
			}
		}

		@Override
		void discard(LocalPort port, Reason reason) {
			// a busy consumer keeps this entry linked
			this.message = null;
		}

	}

	/** A message for which the sending thread has prepared something. */
	static final class Reception extends MailboxEntry {

		private final Message message;

		private final boolean own;

		Reception(Message message, boolean own) {
			this.message = message;
			this.own = own;
		}

		@Override
		Message message() {
			return this.message;
		}

		@Override
		boolean waitsWhilePaused() {
			return true;
		}

		@Override
		void process(LocalPort port) throws Exception {
			port.receive(this.message, this.own);
		}

	}

	/** The first message of a batch; it names the node that sent the batch. */
	static final class Lead extends MailboxEntry {

		private final String node;

		private @Nullable Message message;

		Lead(String node, Message message) {
			this.node = node;
			this.message = message;
		}

		@Override
		@Nullable Message message() {
			return this.message;
		}

		@Override
		boolean waitsWhilePaused() {
			return true;
		}

		@Override
		void process(LocalPort port) throws Exception {
			Message message = this.message;
			if (message != null) {
				port.comeFrom(this.node);
				port.dispatch(message, true);
			}
		}

		@Override
		void discard(LocalPort port, Reason reason) {
			this.message = null;
		}

	}

	/**
	 * The last message of a batch from a connection, with the earlier ones linked before
	 * it; a batch may have one message. The batch is one entry until the consumer takes
	 * it, and returns its credit as a whole.
	 */
	static final class Arrival extends MailboxEntry {

		private static final VarHandle MESSAGE;

		static {
			try {
				MESSAGE = MethodHandles.lookup().findVarHandle(Arrival.class, "message", Message.class);
			}
			catch (ReflectiveOperationException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

		private final ReceiveWindow window;

		private int bytes;

		/**
		 * The thread that takes the message returns its credit. The mailbox publishes
		 * this object, so the field needs no fence.
		 */
		private @Nullable Message message;

		/** The oldest of the earlier messages, which are linked up to {@link #before}. */
		private @Nullable Object oldest;

		private @Nullable Object before;

		private int count = 1;

		Arrival(Message message, ReceiveWindow window, int bytes) {
			this.message = message;
			this.window = window;
			this.bytes = bytes;
		}

		int bytes() {
			return this.bytes;
		}

		/** The number of messages in the batch. */
		int count() {
			return this.count;
		}

		/** Appends a message, before other threads can see the batch. */
		void add(Message message, int bytes) {
			Message before = Objects.requireNonNull(this.message);
			if (this.before != null) {
				Object follower = MailboxChain.ownEntry(before);
				MailboxChain.setNext(this.before, follower);
				this.before = follower;
			}
			else {
				this.oldest = new Lead(this.window.node(), before);
				this.before = this.oldest;
			}
			this.message = message;
			this.bytes += bytes;
			this.count++;
		}

		/**
		 * Links the earlier messages before this one. Only the consumer calls this.
		 * @return the oldest message of the batch
		 */
		Object unpack() {
			Object oldest = this.oldest;
			Object before = this.before;
			if (oldest == null || before == null) {
				return this;
			}
			MailboxChain.setNext(before, this);
			this.oldest = null;
			this.before = null;
			return oldest;
		}

		@Override
		@Nullable Message message() {
			return (Message) MESSAGE.getAcquire(this);
		}

		@Override
		boolean waitsWhilePaused() {
			return true;
		}

		@Override
		void process(LocalPort port) throws Exception {
			Message message = (Message) MESSAGE.getAndSet(this, null);
			if (message != null) {
				port.take(this.window, this.bytes);
				port.dispatch(message, true);
			}
		}

		@Override
		long bytesOf(ReceiveWindow window) {
			return (window == this.window && MESSAGE.getOpaque(this) != null) ? this.bytes : 0;
		}

		@Override
		void discard(LocalPort port, Reason reason) {
			unpack();
			if (MESSAGE.getAndSet(this, null) != null) {
				this.window.take(this.bytes);
			}
		}

	}

	/** A kill from outside the port, in mailbox order. */
	static final class Kill extends MailboxEntry {

		private final Reason reason;

		Kill(Reason reason) {
			this.reason = reason;
		}

		@Override
		void process(LocalPort port) {
			port.dieAfterEntry(this.reason, null);
		}

	}

	/** A change of receivers from outside the port. */
	static final class Receive extends MailboxEntry {

		private final @Nullable String tag;

		private final @Nullable Receiver receiver;

		Receive(@Nullable String tag, @Nullable Receiver receiver) {
			this.tag = tag;
			this.receiver = receiver;
		}

		@Override
		boolean waitsWhilePaused() {
			return true;
		}

		@Override
		void process(LocalPort port) {
			port.setReceiver(this.tag, this.receiver);
		}

	}

	/** The begin or the end of a pause, from outside the port. */
	static final class Pause extends MailboxEntry {

		private final boolean paused;

		Pause(boolean paused) {
			this.paused = paused;
		}

		@Override
		void process(LocalPort port) {
			port.setPaused(this.paused);
		}

	}

	/** The registration of a monitor on the port. */
	static final class AddMonitor extends MailboxEntry {

		private final Monitor monitor;

		AddMonitor(Monitor monitor) {
			this.monitor = monitor;
		}

		@Override
		void process(LocalPort port) {
			port.add(this.monitor);
		}

		@Override
		void discard(LocalPort port, Reason reason) {
			port.add(this.monitor);
		}

	}

	/** The removal of a monitor from the port. */
	static final class RemoveMonitor extends MailboxEntry {

		private final Monitor monitor;

		RemoveMonitor(Monitor monitor) {
			this.monitor = monitor;
		}

		@Override
		void process(LocalPort port) {
			port.remove(this.monitor);
		}

	}

	/** A callback in the context of the port. */
	static final class Callback extends MailboxEntry {

		private final Runnable callback;

		Callback(Runnable callback) {
			this.callback = callback;
		}

		@Override
		void process(LocalPort port) {
			this.callback.run();
		}

	}

	/** A computation in the context of the port, with a future for its result. */
	static final class Computation<T extends @Nullable Object> extends MailboxEntry {

		private final Callable<T> task;

		private final CompletableFuture<T> result = new CompletableFuture<>();

		Computation(Callable<T> task) {
			this.task = task;
		}

		CompletableFuture<T> result() {
			return this.result;
		}

		@Override
		void process(LocalPort port) {
			T value;
			try {
				value = this.task.call();
			}
			catch (Throwable ex) {
				port.dieAfterEntry(ex);
				this.result.completeExceptionally(ex);
				return;
			}
			this.result.complete(value);
		}

		@Override
		void discard(LocalPort port, Reason reason) {
			this.result.completeExceptionally(new PortDiedException(port.id(), reason));
		}

	}

	/** The first entry of a spawned port. */
	static final class Init extends MailboxEntry {

		private final InitFunction function;

		private final Message arguments;

		private final String node;

		Init(InitFunction function, Message arguments, String node) {
			this.function = function;
			this.arguments = arguments;
			this.node = node;
		}

		@Override
		void process(LocalPort port) {
			port.comeFrom(this.node);
			port.initialise(this.function, this.arguments);
		}

	}

}
