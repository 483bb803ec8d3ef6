package io.aemp.boot.handler;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Versions of messages. A version above the lowest one stands at the end of the tag:
 * version 2 of the message {@code price} has the tag {@code price;v=2}.
 *
 * @param first the lowest version that is meant, 1 or more
 * @param open whether all later versions are meant too
 */
public record TagVersions(int first, boolean open) {

	/** The version of a message whose tag says none. */
	public static final int LOWEST = 1;

	private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(\\+?)");

	/** What stands between the tag and the version. */
	static final String SEPARATOR = ";v=";

	/**
	 * Reads what an annotation says.
	 * @param text the text, such as {@code 2} or {@code 2+}; empty for version 1
	 * @param method the name of the annotated method
	 * @return the versions
	 * @throws InvalidAnnotationException if the text has another form
	 */
	public static TagVersions parse(String text, String method) {
		if (text.isEmpty()) {
			return new TagVersions(LOWEST, false);
		}
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			throw new InvalidAnnotationException(
					"Method " + method + " has the version '" + text
							+ "', but a version is a whole number from 1 on, without a point.",
					"Write 2 for one version, or 2+ for that one and all later ones.");
		}
		return new TagVersions(Integer.parseInt(form.group(1)), !form.group(2).isEmpty());
	}

	/**
	 * The tag of a version.
	 * @param tag the tag without a version
	 * @param version the version
	 * @return the first element of the message
	 */
	public static String tag(String tag, int version) {
		return (version == LOWEST) ? tag : tag + SEPARATOR + version;
	}

	/**
	 * The version that a tag says.
	 * @param whole the first element of a message
	 * @param tag a tag without a version
	 * @return the version, 2 or more; {@code null} if this is no later version of the tag
	 */
	static @Nullable Integer versionOf(String whole, String tag) {
		if (!whole.startsWith(tag) || !whole.startsWith(SEPARATOR, tag.length())) {
			return null;
		}
		String version = whole.substring(tag.length() + SEPARATOR.length());
		return (FORM.matcher(version).matches() && !version.endsWith("+") && !version.equals("1"))
				? Integer.valueOf(version) : null;
	}

	/** The versions as an annotation says them. */
	@Override
	public String toString() {
		return this.open ? this.first + "+" : String.valueOf(this.first);
	}

}
