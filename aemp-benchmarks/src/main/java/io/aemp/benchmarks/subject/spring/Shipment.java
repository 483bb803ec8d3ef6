package io.aemp.benchmarks.subject.spring;

import java.util.Map;

import io.aemp.Message;

/**
 * A record with records in it.
 *
 * @param order what is sent
 * @param to where to
 * @param express whether it is urgent
 */
public record Shipment(Order order, Address to, boolean express) {

	/**
	 * A shipment like any other.
	 * @param number that of its order
	 * @return the shipment
	 */
	public static Shipment of(int number) {
		return new Shipment(Order.of(number), new Address("1 High Street", "Ash", 4711), true);
	}

	Map<String, Object> toMap() {
		return Map.of("order", this.order.toMap(), "to", this.to.toMap(), "express", this.express);
	}

	static Shipment from(Map<?, ?> map) {
		Message parts = Message.of(map.get("order"), map.get("to"), map.get("express"));
		return new Shipment(Order.from(parts.map(0)), Address.from(parts.map(1)), parts.truth(2));
	}

	/**
	 * Where somebody lives.
	 *
	 * @param street name and number
	 * @param town its name
	 * @param code of the post
	 */
	public record Address(String street, String town, int code) {

		Map<String, Object> toMap() {
			return Map.of("street", this.street, "town", this.town, "code", this.code);
		}

		static Address from(Map<?, ?> map) {
			Message parts = Message.of(map.get("street"), map.get("town"), map.get("code"));
			return new Address(parts.text(0), parts.text(1), (int) parts.integer(2));
		}

	}

}
