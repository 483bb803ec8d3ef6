package io.aemp.discovery;

import javax.naming.NamingException;

import io.aemp.HostPort;

/**
 * A service record of DNS. Its weight has no effect: all targets are seeds.
 *
 * @param priority smaller ones come first
 * @param port the TCP port
 * @param target the host name; empty if the service does not exist
 */
record ServiceRecord(int priority, int port, String target) {

	private static final int FIELDS = 4;

	/** Reads the text form: priority, weight, port and target. */
	static ServiceRecord parse(String text) throws NamingException {
		String[] fields = text.split(" ", -1);
		try {
			if (fields.length == FIELDS) {
				String target = fields[3].endsWith(".") ? fields[3].substring(0, fields[3].length() - 1) : fields[3];
				return new ServiceRecord(Integer.parseInt(fields[0]), Integer.parseInt(fields[2]), target);
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw new NamingException("'" + text + "' is no service record");
	}

	boolean isNone() {
		return this.target.isEmpty();
	}

	String address() {
		return new HostPort(this.target, this.port).toString();
	}

}
