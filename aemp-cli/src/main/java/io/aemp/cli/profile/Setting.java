package io.aemp.cli.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.aemp.InvalidConfigurationException;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Json;
import io.aemp.profile.Profiles;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the command writes. Values are stored as they were given, texts as
 * texts: Perl programs read them so. What Java nodes would refuse is not stored.
 */
enum Setting {

	NODEID("ID", "the node ID", Kind.TEXT),

	SECRET("TEXT", "the shared secret", Kind.TEXT),

	CERT("FILE", "the certificate and its key", Kind.TEXT),

	BINDS("LIST", "the addresses to listen on", Kind.ADDRESSES),

	SEEDS("LIST", "the addresses of the seeds", Kind.ADDRESSES),

	SERVICES("LIST", "the functions to call at the start", Kind.SERVICES),

	EVAL("TEXT", "the Perl code that Perl nodes run at their start", Kind.FOREIGN),

	PARENT("NAME", "the profile to inherit from", Kind.FOREIGN),

	SECURE("TRUTH", "whether other nodes may run nothing", Kind.SCALAR),

	MONITOR_TIMEOUT("SECONDS", "how long a silent node counts as there", Kind.SCALAR),

	CONNECT_INTERVAL("SECONDS", "how long to wait between addresses", Kind.SCALAR),

	FRAMING_FORMAT("LIST", "the framings, preferred first", Kind.NAMES),

	AUTH_OFFER("LIST", "the methods to authenticate itself", Kind.NAMES),

	AUTH_ACCEPT("LIST", "the methods by which others may authenticate themselves", Kind.NAMES),

	AUTOCORK("TRUTH", "whether small packets are collected", Kind.SCALAR),

	NODELAY("TRUTH", "whether small packets are sent at once", Kind.SCALAR),

	ADVERTISE("LIST", "the addresses that other nodes are told (Java nodes)", Kind.ADDRESSES),

	ACCEPTED_SECRETS("LIST", "further secrets to accept (Java nodes)", Kind.NAMES),

	QUERY_TIMEOUT("SECONDS", "how long a query of the database waits (Java nodes)", Kind.SCALAR),

	GLOBAL("MODE", "whether the node is global: auto, always or never (Java nodes)", Kind.TEXT);

	private static final String HIDDEN = "******";

	/** Perl nodes know it, Java nodes leave it out. */
	private static final String PERL_FRAMING = "storable";

	private final String parameter;

	private final String description;

	private final Kind kind;

	Setting(String parameter, String description, Kind kind) {
		this.parameter = parameter;
		this.description = description;
		this.kind = kind;
	}

	/** Its name in the file. */
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	String parameter() {
		return this.parameter;
	}

	String description() {
		return this.description;
	}

	/** Whether {@code setNAME} is also called {@code NAME}. */
	boolean hasAlias() {
		return this != EVAL;
	}

	/** Whether nodes use the octets of the value. */
	boolean isSecret() {
		return this == SECRET || this == ACCEPTED_SECRETS;
	}

	/** Whether there are subcommands for single entries. */
	boolean isListOfEntries() {
		return this == BINDS || this == SEEDS || this == SERVICES;
	}

	/** Replaces confidential values. */
	static void hideSecrets(Map<Object, @Nullable Object> settings) {
		Stream.of(SECRET, CERT, ACCEPTED_SECRETS)
			.forEach((setting) -> settings.computeIfPresent(setting.key(), (key, value) -> HIDDEN));
	}

	/** The value as it is stored. */
	@Nullable Object checked(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (this.kind == Kind.FOREIGN || this.kind == Kind.TEXT || this.kind == Kind.SCALAR) {
			if (value instanceof List<?> || value instanceof Map<?, ?> || value.equals("") && this.kind == Kind.TEXT) {
				throw invalid(value, "is no " + this.parameter + ". Give one text that is not empty, or use del" + key()
						+ " to remove it.");
			}
			check(value);
			return value;
		}
		List<@Nullable Object> entries = entries(value);
		check(entries);
		return entries;
	}

	/** One entry of a list as it is stored. */
	Object entry(@Nullable Object value) {
		if (value == null || value.equals("")) {
			throw invalid(value, "is no entry. Give one.");
		}
		check(new ArrayList<>(List.of(value)));
		return value;
	}

	/** The entries of a list, which may be a text with commas. */
	List<@Nullable Object> entries(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return new ArrayList<>(list);
		}
		if (value instanceof Map<?, ?>) {
			throw invalid(value, "is no list. Give entries with commas between them, or a JSON array.");
		}
		String text = Values.text(value);
		return (text == null || text.isBlank()) ? new ArrayList<>()
				: new ArrayList<>(Stream.of(text.split(",")).map(String::strip).toList());
	}

	private void check(Object value) {
		if (this.kind == Kind.FOREIGN) {
			return;
		}
		Object own = (value instanceof List<?> list) ? own(list) : value;
		if (own instanceof List<?> list && list.isEmpty() && this.kind == Kind.NAMES
				&& !(value instanceof List<?> given && given.contains(PERL_FRAMING))) {
			if (this == ACCEPTED_SECRETS) {
				return;
			}
			throw invalid(value, "names nothing, and no connection would work. Use del" + key() + " for the default.");
		}
		if (own instanceof List<?> list && list.isEmpty()) {
			return;
		}
		try {
			Profiles.check(key(), own);
		}
		catch (InvalidConfigurationException ex) {
			throw CommandException.usage(key() + ": " + ex.problem() + " " + ex.remedy());
		}
	}

	/** What Java nodes see of a list: Perl has more forms of addresses and a framing. */
	private List<?> own(List<?> list) {
		if (this == FRAMING_FORMAT) {
			return list.stream().filter((name) -> !PERL_FRAMING.equals(name)).toList();
		}
		if (this.kind == Kind.ADDRESSES) {
			return list.stream().flatMap(Setting::addresses).toList();
		}
		return list;
	}

	private static Stream<?> addresses(@Nullable Object entry) {
		String text = (entry instanceof Integer) ? entry.toString() : (entry instanceof String string) ? string : "";
		return text.isBlank() ? Stream.of(new ArrayList<>()) : Stream.of(text.split(","))
			.map((address) -> address.matches("[0-9]{1,5}") ? "localhost:" + address : address);
	}

	private CommandException invalid(@Nullable Object value, String problem) {
		boolean confidential = isSecret() || this == CERT;
		return CommandException.usage(key() + ": "
				+ (confidential ? "the value"
						: "'" + Values.display((value instanceof String) ? value : Json.compact(value)) + "'")
				+ " " + problem);
	}

	private enum Kind {

		/** One text. */
		TEXT,
		/** A text, a number or a truth value. */
		SCALAR,
		/** A list of addresses. */
		ADDRESSES,
		/** A list of functions, each with or without arguments. */
		SERVICES,
		/** A list of names. */
		NAMES,
		/** Not for Java nodes, or checked elsewhere. */
		FOREIGN

	}

}
