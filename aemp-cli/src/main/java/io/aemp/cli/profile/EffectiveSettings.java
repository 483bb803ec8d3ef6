package io.aemp.cli.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Truth;
import io.aemp.profile.HostName;
import org.jspecify.annotations.Nullable;

/**
 * What a profile amounts to: built-in defaults, pairs of the command line, the top level,
 * parents and the profile itself, each overriding the ones before. The defaults are those
 * of Perl nodes, as the reference shows them.
 */
final class EffectiveSettings {

	private static final List<String> AUTHENTICATION = List.of("tls_sha3_512", "hmac_sha3_512");

	private EffectiveSettings() {
	}

	/** The settings of the profile that {@code showconfig} names. */
	static Map<Object, @Nullable Object> of(Map<String, @Nullable Object> content, String file, Invocation invocation) {
		List<@Nullable Object> arguments = invocation.arguments();
		String name = arguments.isEmpty() ? HostName.current() : invocation.text(0);
		Map<String, @Nullable Object> pairs = pairs(invocation);
		boolean ignoresFile = Truth.of(pairs.remove("norc"));
		boolean pairsLast = Truth.of(pairs.remove("force"));
		List<Map<?, ?>> layers = new ArrayList<>();
		layers.add(defaults());
		layers.add(pairs);
		if (!ignoresFile) {
			layers.add(content);
			layers.addAll(Lineage.of(content, name, file));
		}
		if (pairsLast) {
			layers.add(pairs);
		}
		Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
		layers.forEach(merged::putAll);
		merged.keySet().removeAll(List.of(ProfileSession.PARENT, ProfileSession.PROFILES));
		return merged;
	}

	private static Map<String, @Nullable Object> pairs(Invocation invocation) {
		List<@Nullable Object> arguments = invocation.arguments();
		if (!arguments.isEmpty() && arguments.size() % 2 == 0) {
			throw CommandException
				.usage(invocation.name() + ": the value for '" + Values.display(arguments.get(arguments.size() - 1))
						+ "' is missing. Give pairs of key and value.");
		}
		Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
		for (int i = 1; i < arguments.size(); i += 2) {
			pairs.put(invocation.text(i), arguments.get(i + 1));
		}
		return pairs;
	}

	private static Map<String, Object> defaults() {
		List<String> accepted = new ArrayList<>(AUTHENTICATION);
		accepted.addAll(List.of("tls_anon", "cleartext"));
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put(Setting.MONITOR_TIMEOUT.key(), 30);
		defaults.put(Setting.CONNECT_INTERVAL.key(), 2);
		defaults.put(Setting.FRAMING_FORMAT.key(), List.of("cbor", "json", "storable"));
		defaults.put(Setting.AUTH_OFFER.key(), AUTHENTICATION);
		defaults.put(Setting.AUTH_ACCEPT.key(), accepted);
		return defaults;
	}

}
