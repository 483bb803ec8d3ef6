package io.aemp.boot.conversion;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of the classes of records that readers and writers have met. */
final class RecordShapes {

	private final Map<Class<?>, RecordShape> known = new ConcurrentHashMap<>();

	RecordShape of(Class<?> type) {
		RecordShape shape = this.known.get(type);
		return (shape != null) ? shape : this.known.computeIfAbsent(type, RecordShape::new);
	}

}
