package io.aemp.benchmarks.micro;

import java.util.List;
import java.util.stream.IntStream;

import io.aemp.benchmarks.subject.spring.Order;
import io.aemp.benchmarks.subject.spring.Shipment;

import org.springframework.core.ResolvableType;

/** Records as applications send them. */
public enum SampleRecord {

	/** Three fields. */
	ORDER(ResolvableType.forClass(Order.class), Order.of(1)),

	/** Two records in one. */
	SHIPMENT(ResolvableType.forClass(Shipment.class), Shipment.of(1)),

	/** A list of 100. */
	ORDERS(ResolvableType.forClassWithGenerics(List.class, Order.class),
			IntStream.range(0, 100).mapToObj(Order::of).toList());

	private final ResolvableType type;

	private final Object object;

	SampleRecord(ResolvableType type, Object object) {
		this.type = type;
		this.object = object;
	}

	ResolvableType type() {
		return this.type;
	}

	Object object() {
		return this.object;
	}

}
