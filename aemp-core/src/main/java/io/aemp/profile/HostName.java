package io.aemp.profile;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the name of this host. */
public final class HostName {

	/** Contains the name on Linux, even if no name service knows the host. */
	private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

	private HostName() {
	}

	/**
	 * The name of this host: on Linux what {@code uname -n} prints, elsewhere the answer
	 * of the JDK, which may block on a name service.
	 * @return the name; {@code localhost} if it is unknown
	 */
	public static String current() {
		try {
			String name = Files.isReadable(KERNEL) ? Files.readString(KERNEL).strip()
					: InetAddress.getLocalHost().getHostName();
			return name.isEmpty() ? "localhost" : name;
		}
		catch (IOException ex) {
			return "localhost";
		}
	}

}
