package io.aemp.profile;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the name of this host. */
public final class HostName {

	/** Where Linux tells it, also where no name service knows the host. */
	private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

	private HostName() {
	}

	/**
	 * The name of this host, as {@code uname -n} tells it where that can be known; may
	 * ask a name service elsewhere.
	 * @return the name, {@code localhost} if there is none
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
