package io.aemp.discovery;

import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;

import io.aemp.HostPort;
import io.aemp.SeedEntry;
import io.aemp.SeedSource;

/** The seeds behind an entry: itself, or what its name leads to. */
public final class NamedSeeds implements SeedSource {

	private final SeedEntry entry;

	private final Names names;

	/**
	 * Creates a source.
	 * @param entry the entry
	 * @param names looks up its name
	 */
	public NamedSeeds(SeedEntry entry, Names names) {
		this.entry = entry;
		this.names = names;
	}

	@Override
	public Collection<String> seeds() throws UnknownHostException {
		return switch (this.entry.kind()) {
			case ADDRESS -> List.of(this.entry.toString());
			case DNS -> this.names.addresses(this.entry.host())
				.stream()
				.map((address) -> new HostPort(address, this.entry.port()).toString())
				.toList();
			case SRV -> this.names.services(this.entry.host());
		};
	}

	@Override
	public String toString() {
		return this.entry.toString();
	}

}
