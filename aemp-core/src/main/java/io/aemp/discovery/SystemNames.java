package io.aemp.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;

import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

import org.jspecify.annotations.Nullable;

/**
 * Asks the resolver of the system for addresses, and its DNS servers for services. A
 * server has two tries, the first of 2 seconds and the second of 4.
 */
public final class SystemNames implements Names {

	private static final String FACTORY = "com.sun.jndi.dns.DnsContextFactory";

	private static final String TYPE = "SRV";

	private final String servers;

	/** Creates the lookups with the DNS servers of the system. */
	public SystemNames() {
		this("dns:");
	}

	/**
	 * Creates the lookups.
	 * @param servers the DNS servers to ask for services, as URLs separated by blanks
	 */
	SystemNames(String servers) {
		this.servers = servers;
	}

	@Override
	public List<String> addresses(String host) throws UnknownHostException {
		return Stream.of(InetAddress.getAllByName(host)).map(InetAddress::getHostAddress).toList();
	}

	/**
	 * Reads the attributes of a name from DNS; no object is looked up, or made of them.
	 */
	@Override
	@SuppressWarnings("BanJNDI")
	public List<String> services(String name) throws UnknownHostException {
		Hashtable<String, String> environment = new Hashtable<>();
		environment.put(Context.INITIAL_CONTEXT_FACTORY, FACTORY);
		environment.put(Context.PROVIDER_URL, this.servers);
		environment.put("com.sun.jndi.dns.timeout.initial", "2000");
		environment.put("com.sun.jndi.dns.timeout.retries", "2");
		try {
			DirContext context = new InitialDirContext(environment);
			try {
				return targets(name, context.getAttributes(name, new String[] { TYPE }).get(TYPE));
			}
			finally {
				context.close();
			}
		}
		catch (NamingException ex) {
			UnknownHostException unknown = new UnknownHostException(name + ": " + ex.getMessage());
			unknown.initCause(ex);
			throw unknown;
		}
	}

	private static List<String> targets(String name, @Nullable Attribute records)
			throws NamingException, UnknownHostException {
		List<ServiceRecord> targets = new ArrayList<>();
		if (records != null) {
			NamingEnumeration<?> all = records.getAll();
			while (all.hasMore()) {
				targets.add(ServiceRecord.parse(String.valueOf(all.next())));
			}
		}
		targets.removeIf(ServiceRecord::isNone);
		if (targets.isEmpty()) {
			throw new UnknownHostException(name + ": no service");
		}
		targets.sort(Comparator.comparingInt(ServiceRecord::priority));
		return targets.stream().map(ServiceRecord::address).distinct().toList();
	}

}
