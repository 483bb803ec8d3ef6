package io.aemp.boot.actuate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.aemp.Database;
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
	 * Shows all families, by family and subkey.
	 * @param limit how many subkeys to show at most, in all families together, up to
	 * 1000; {@code null} for 100
	 * @param offset how many subkeys to skip, {@code null} for none
	 * @return contents by family
	 */
	@ReadOperation
	public Families families(@Nullable Integer limit, @Nullable Integer offset) {
		Page page = Page.of(limit, offset);
		Map<String, Map<String, @Nullable Object>> shown = new LinkedHashMap<>();
		int total = 0;
		for (Map.Entry<String, Map<String, @Nullable Object>> family : new TreeMap<>(this.database.snapshot())
			.entrySet()) {
			int size = family.getValue().size();
			int from = Math.min(size, Math.max(0, page.offset() - total));
			int left = page.limit() - shown.values().stream().mapToInt(Map::size).sum();
			if (left > 0 && (from < size || size == 0 && total >= page.offset())) {
				shown.put(family.getKey(), readable(family.getValue(), new Page(from, left)));
			}
			total += size;
		}
		return new Families(total, page.offset(), shown);
	}

	/**
	 * Shows one family, by subkey.
	 * @param family its name
	 * @param limit how many subkeys to show at most, up to 1000; {@code null} for 100
	 * @param offset how many subkeys to skip, {@code null} for none
	 * @return its contents, {@code null} if this node neither monitors it nor has set
	 * subkeys in it
	 */
	@ReadOperation
	public @Nullable Family family(@Selector String family, @Nullable Integer limit, @Nullable Integer offset) {
		Page page = Page.of(limit, offset);
		Map<String, @Nullable Object> contents = this.database.snapshot().get(family);
		return (contents != null) ? new Family(family, contents.size(), page.offset(), readable(contents, page)) : null;
	}

	private static Map<String, @Nullable Object> readable(Map<String, @Nullable Object> contents, Page page) {
		Page.Cut<String> cut = page.cut(Comparator.<String>naturalOrder());
		contents.keySet().forEach(cut);
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		cut.elements().forEach((subkey) -> copy.put(subkey, ReadableValue.of(contents.get(subkey))));
		return copy;
	}

	/**
	 * All families.
	 *
	 * @param total how many subkeys there are, in all families together
	 * @param offset how many of them come before the first one shown
	 * @param families the subkeys and values that are shown, by family
	 */
	public record Families(int total, int offset,
			Map<String, Map<String, @Nullable Object>> families) implements OperationResponseBody {

	}

	/**
	 * One family.
	 *
	 * @param family its name
	 * @param total how many subkeys there are
	 * @param offset how many of them come before the first one shown
	 * @param contents the subkeys and values that are shown
	 */
	public record Family(String family, int total, int offset,
			Map<String, @Nullable Object> contents) implements OperationResponseBody {

	}

}
