package io.aemp.boot.conversion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/**
 * Converts results to elements: records become maps, enums their names, and collections
 * lists.
 */
final class ResultConverter {

	private final RecordConverter records;

	ResultConverter(RecordConverter records) {
		this.records = records;
	}

	@Nullable Object convert(@Nullable Object value) {
		if (value instanceof Record item) {
			return convert(this.records.toMap(item));
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(String.valueOf(key), convert(element)));
			return copy;
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> copy = new ArrayList<>(collection.size());
			collection.forEach((element) -> copy.add(convert(element)));
			return copy;
		}
		if (ObjectUtils.isArray(value) && !(value instanceof byte[])) {
			return convert(Arrays.asList(ObjectUtils.toObjectArray(value)));
		}
		if (value instanceof Optional<?> optional) {
			return convert(optional.orElse(null));
		}
		return (value instanceof Enum<?> constant) ? constant.name() : value;
	}

}
