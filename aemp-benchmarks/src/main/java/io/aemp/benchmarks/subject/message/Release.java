package io.aemp.benchmarks.subject.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which release of a system is on the class path. */
public final class Release {

	private static final Pattern NAME = Pattern.compile("-(\\d[^/]*)\\.jar$");

	private Release() {
	}

	/**
	 * Reads the version from the manifest of a jar, or from its name.
	 * @param type a type of the system
	 * @return the version
	 */
	public static String of(Class<?> type) {
		String version = type.getPackage().getImplementationVersion();
		return ((version != null) ? version : fromName(type)).replace(".Final", "");
	}

	private static String fromName(Class<?> type) {
		Matcher name = NAME.matcher(type.getProtectionDomain().getCodeSource().getLocation().getPath());
		return name.find() ? name.group(1) : "";
	}

}
