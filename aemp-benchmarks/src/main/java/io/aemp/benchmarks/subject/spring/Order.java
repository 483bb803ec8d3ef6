package io.aemp.benchmarks.subject.spring;

import java.util.Map;

/**
 * A record of three fields.
 *
 * @param id a number
 * @param item a text
 * @param price another number
 */
public record Order(int id, String item, double price) {

	/**
	 * An order like any other.
	 * @param id its number
	 * @return the order
	 */
	public static Order of(int id) {
		return new Order(id, "a table of oak", 349.5);
	}

	Map<String, Object> toMap() {
		return Map.of("id", this.id, "item", this.item, "price", this.price);
	}

	static Order from(Map<?, ?> map) {
		return new Order(((Number) value(map, "id")).intValue(), value(map, "item").toString(),
				((Number) value(map, "price")).doubleValue());
	}

	private static Object value(Map<?, ?> map, String key) {
		Object value = map.get(key);
		if (value == null) {
			throw new IllegalArgumentException("The order " + map + " has no " + key);
		}
		return value;
	}

}
