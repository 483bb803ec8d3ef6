package io.aemp.boot.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.aemp.Database;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** Shows the families of the database that this node monitors or has set subkeys in. */
@Endpoint(id = "aempfamilies")
public class AempFamiliesEndpoint {

	private final Database database;

	/**
	 * Creates the endpoint.
	 * @param database the database
	 */
	public AempFamiliesEndpoint(Database database) {
		this.database = database;
	}

	/**
	 * Shows all families.
	 * @return contents by family
	 */
	@ReadOperation
	public Families families() {
		Map<String, Map<String, @Nullable Object>> families = new TreeMap<>();
		this.database.snapshot().forEach((family, contents) -> families.put(family, readable(contents)));
		return new Families(families);
	}

	/**
	 * Shows one family.
	 * @param family its name
	 * @return its contents, {@code null} if this node neither monitors it nor has set
	 * subkeys in it
	 */
	@ReadOperation
	public @Nullable Family family(@Selector String family) {
		Map<String, @Nullable Object> contents = this.database.snapshot().get(family);
		return (contents != null) ? new Family(family, readable(contents)) : null;
	}

	private static Map<String, @Nullable Object> readable(Map<?, ?> contents) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		contents.forEach((key, value) -> copy.put(String.valueOf(key), readable(value)));
		return copy;
	}

	/** Converts a value to one that any JSON library can write; bytes become text. */
	private static Object readable(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return readable(map);
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream().map(AempFamiliesEndpoint::readable).toList();
		}
		if (value == null) {
			// written as null; a plain null would be left out with its subkey
			return Optional.empty();
		}
		if (value instanceof Number || value instanceof Boolean) {
			return value;
		}
		String text = Values.text(value);
		return (text != null) ? text : Values.display(value);
	}

	/**
	 * All families.
	 *
	 * @param families subkeys and values by family
	 */
	public record Families(Map<String, Map<String, @Nullable Object>> families) implements OperationResponseBody {

	}

	/**
	 * One family.
	 *
	 * @param family its name
	 * @param contents subkeys and values
	 */
	public record Family(String family, Map<String, @Nullable Object> contents) implements OperationResponseBody {

	}

}
