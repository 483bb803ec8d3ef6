package io.aemp.boot.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Sends and calls without an interface of one's own. Elements are written as results of
 * {@link io.aemp.annotation.Receive @Receive} methods are, before they are sent: a record
 * is a map for a port of this node and for one of another node. An application has one
 * bean of this type. Any thread may call it.
 *
 * <pre class="code">
 * Money price = aemp.family("orders").call("price", "screw").as(Money.class);
 * aemp.port(portId).send("note", order);
 * </pre>
 *
 * Failures of calls are those of clients, see
 * {@link io.aemp.annotation.AempExchange @AempExchange}.
 */
public interface AempOperations {

	/**
	 * Addresses one port.
	 * @param portId the ID of the port
	 * @return what can be done with it
	 * @throws IllegalArgumentException if the text is no port ID
	 */
	PortOperations port(String portId);

	/**
	 * Addresses a family. From the first time on, this node monitors it.
	 * @param family the name of the family
	 * @return what can be done with its members
	 * @throws IllegalArgumentException if the text is no name of a family
	 */
	FamilyOperations family(String family);

	/** What can be done with those that receive messages. */
	interface Operations {

		/**
		 * Sends a message. To a family it goes to one member; if there is none, the
		 * calling thread waits for one.
		 * @param tag the first element
		 * @param elements the other elements
		 * @throws io.aemp.UnsendableValueException if an element cannot travel
		 * @throws NoMemberException if the family has no member within the time limit
		 */
		void send(String tag, @Nullable Object... elements);

		/**
		 * Prepares a call: nothing is sent before its answer is asked for.
		 * @param tag the first element
		 * @param elements the other elements
		 * @return the call
		 * @throws io.aemp.UnsendableValueException if an element cannot travel
		 */
		CallOperations call(String tag, @Nullable Object... elements);

	}

	/** What can be done with a port. */
	interface PortOperations extends Operations {

		/**
		 * Monitors the port, see {@link io.aemp.Node#monitor(String, Consumer)}.
		 * @param callback receives the reason of its death
		 * @return stops the monitor
		 */
		Guard monitor(Consumer<Reason> callback);

	}

	/** What can be done with a family. */
	interface FamilyOperations extends Operations {

		/**
		 * Sends a message to all members, see
		 * {@link io.aemp.Database#sendToAll(String, io.aemp.Message)}.
		 * @param tag the first element
		 * @param elements the other elements
		 * @throws io.aemp.UnsendableValueException if an element cannot travel
		 */
		void sendToAll(String tag, @Nullable Object... elements);

		/**
		 * Monitors the family, see {@link io.aemp.Database#monitor}.
		 * @param callback receives the changes, the present members first
		 * @return stops the monitor
		 */
		Guard monitor(Consumer<FamilyChange> callback);

	}

	/**
	 * A call that is prepared. Each time that its answer is asked for, it is made anew.
	 */
	interface CallOperations {

		/**
		 * Sets the time limit.
		 * @param timeout how long the call may take in all
		 * @return the same call with that limit
		 */
		CallOperations within(Duration timeout);

		/**
		 * Lets the call go on with another member of the family if one dies, see
		 * {@link io.aemp.annotation.AempExchange#idempotent}.
		 * @return the same call, which may be repeated
		 */
		CallOperations idempotent();

		/**
		 * Waits for the answer.
		 * @param type the type of its first element; {@link io.aemp.Message} for all
		 * elements, {@link Void} for none
		 * @param <T> the type
		 * @return the answer, {@code null} if that is its first element
		 * @throws IllegalStateException if the thread must not wait
		 */
		<T> @Nullable T as(Class<T> type);

		/**
		 * Waits for the answer.
		 * @param type the type of its first element
		 * @param <T> the type
		 * @return the answer, {@code null} if that is its first element
		 * @throws IllegalStateException if the thread must not wait
		 */
		<T> @Nullable T as(ParameterizedTypeReference<T> type);

		/**
		 * Calls, and does not wait.
		 * @param type the type of the first element of the answer;
		 * {@link io.aemp.Message} for all elements, {@link Void} for none
		 * @param <T> the type
		 * @return the answer; cancelling it gives up the call
		 */
		<T> CompletableFuture<@Nullable T> later(Class<T> type);

		/**
		 * Calls, and does not wait.
		 * @param type the type of the first element of the answer
		 * @param <T> the type
		 * @return the answer; cancelling it gives up the call
		 */
		<T> CompletableFuture<@Nullable T> later(ParameterizedTypeReference<T> type);

	}

}
