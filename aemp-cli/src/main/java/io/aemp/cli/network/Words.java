package io.aemp.cli.network;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.aemp.Values;
import io.aemp.cli.command.Json;
import org.jspecify.annotations.Nullable;

/** The forms in which elements of messages are printed. */
public final class Words {

	private Words() {
	}

	/**
	 * The form of reasons: elements with blanks between them. The blank at the end is
	 * that of the reference; scripts may know it.
	 * @param elements the elements
	 * @return one line, without its end
	 */
	public static String plain(List<? extends @Nullable Object> elements) {
		return elements.stream().map((element) -> text(element) + " ").collect(Collectors.joining());
	}

	private static String text(@Nullable Object element) {
		if (element instanceof List<?> || element instanceof Map<?, ?>) {
			return Json.compact(element);
		}
		String text = Values.text(element);
		return (text != null) ? text : "";
	}

	/**
	 * The form of answers: JSON values with commas between them.
	 * @param elements the elements
	 * @return one line, without its end
	 */
	public static String json(List<? extends @Nullable Object> elements) {
		return elements.stream().map(Json::compact).collect(Collectors.joining(","));
	}

}
