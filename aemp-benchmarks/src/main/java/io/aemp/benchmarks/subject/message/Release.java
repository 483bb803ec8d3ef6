package io.aemp.benchmarks.subject.message;

/** Which release of a system is on the class path. */
public final class Release {

	private Release() {
	}

	/**
	 * Reads the version from the manifest of a jar.
	 * @param type a type of the system
	 * @return the version
	 */
	public static String of(Class<?> type) {
		String version = type.getPackage().getImplementationVersion();
		return (version != null) ? version.replace(".Final", "") : "";
	}

}
