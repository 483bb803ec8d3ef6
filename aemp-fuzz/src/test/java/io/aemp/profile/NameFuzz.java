package io.aemp.profile;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.PortIds;

/** Short texts of a configuration: node IDs and addresses. */
public final class NameFuzz {

	private NameFuzz() {
	}

	/**
	 * Takes an input.
	 * @param input the text
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		try {
			String nodeId = new NodeIdTemplate("host", new Random(1)).expand(text);
			require(PortIds.isNodeId(nodeId), "It is no node ID");
		}
		catch (InvalidConfigurationException ex) {
			require(!ex.problem().isBlank(), "Nothing is told");
		}
		try {
			HostPort address = HostPort.parse("seeds", text);
			require(HostPort.parse("seeds", address.toString()).equals(address), "The address changes");
		}
		catch (InvalidConfigurationException ex) {
			require(!ex.problem().isBlank(), "Nothing is told");
		}
		try {
			HostPort bind = HostPort.parseBind(text);
			require(HostPort.parseBind(bind.toString()).equals(bind), "The bind changes");
		}
		catch (InvalidConfigurationException ex) {
			require(!ex.problem().isBlank(), "Nothing is told");
		}
	}

	private static void require(boolean condition, String problem) {
		if (!condition) {
			throw new AssertionError(problem);
		}
	}

}
