package io.aemp.cli.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Json;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Subcommand.Group;
import org.jspecify.annotations.Nullable;

/** The subcommands that show and change the file of profiles. */
public final class ProfileCommands {

	private final Console console;

	private final ProfileSession session;

	private final List<Subcommand> all = new ArrayList<>();

	/**
	 * Creates the subcommands.
	 * @param console takes what they print
	 * @param session the file
	 */
	public ProfileCommands(Console console, ProfileSession session) {
		this.console = console;
		this.session = session;
	}

	/**
	 * All of them.
	 * @return the subcommands
	 */
	public List<Subcommand> all() {
		for (Setting setting : Setting.values()) {
			set(setting);
			change("del" + setting.key(), "", "Remove " + setting.key() + ", so that it is inherited.",
					(invocation, level) -> level.remove(setting.key()));
			if (setting.isListOfEntries()) {
				entries(setting);
			}
		}
		generators();
		add(Subcommand.of("profile", Group.PROFILES, "NAME",
				"Let the following subcommands act on a profile; create it if necessary.", (invocation) -> {
					this.session.choose(invocation.text(0));
					return ExitStatus.SUCCESS;
				}));
		add(Subcommand.of("delprofile", Group.PROFILES, "NAME", "Remove a profile.", (invocation) -> {
			String name = invocation.text(0);
			this.session.changeAll((content) -> {
				if (content.get(ProfileSession.PROFILES) instanceof Map<?, ?> profiles) {
					profiles.remove(name);
				}
			});
			return ExitStatus.SUCCESS;
		}));
		add(Subcommand
			.of("showprofile", Group.PROFILES, "NAME", "Show the own settings of a profile.", this::showProfile)
			.with(Option.SHOW_SECRETS));
		add(Subcommand
			.of("showconfig", Group.PROFILES, "NAME|KEY|VALUE...",
					"Show the effective settings of a profile; pairs of key and value are defaults.", this::showConfig)
			.with(Option.SHOW_SECRETS));
		return this.all;
	}

	private void set(Setting setting) {
		Subcommand set = Subcommand.of("set" + setting.key(), Group.PROFILES, setting.parameter(),
				"Set " + setting.description() + ".", (invocation) -> {
					Object value = value(setting, invocation);
					this.session.change((level) -> level.put(setting.key(), value));
					return ExitStatus.SUCCESS;
				});
		add(setting.hasAlias() ? set.alias(setting.key()) : set);
	}

	private void entries(Setting setting) {
		String entry = setting.key().substring(0, setting.key().length() - 1);
		change("add" + entry, entry.toUpperCase(Locale.ROOT), "Add one of the " + setting.key() + ".",
				(invocation, level) -> {
					Object added = setting.entry(invocation.arguments().get(0));
					List<@Nullable Object> entries = setting.entries(level.get(setting.key()));
					if (setting != Setting.SERVICES) {
						entries.removeIf(added::equals);
					}
					entries.add(added);
					level.put(setting.key(), entries);
				});
		change("del" + entry, entry.toUpperCase(Locale.ROOT), "Remove one of the " + setting.key() + ".",
				(invocation, level) -> {
					Object removed = invocation.arguments().get(0);
					if (level.containsKey(setting.key())) {
						List<@Nullable Object> entries = setting.entries(level.get(setting.key()));
						entries.remove(removed);
						level.put(setting.key(), entries);
					}
				});
	}

	private void generators() {
		add(Subcommand.of("gensecret", Group.PROFILES, "", "Set a random secret.", (invocation) -> {
			String secret = RandomSecret.next();
			this.session.change((level) -> level.put(Setting.SECRET.key(), secret));
			return ExitStatus.SUCCESS;
		}));
		add(Subcommand.of("gencert", Group.PROFILES, "", "Set a new certificate with its key.", (invocation) -> {
			String pem = SelfSignedCertificate.generate();
			this.session.change((level) -> level.put(Setting.CERT.key(), pem));
			return ExitStatus.SUCCESS;
		}));
	}

	private @Nullable Object value(Setting setting, Invocation invocation) {
		Object value = setting.isSecret() ? invocation.octets(0) : invocation.arguments().get(0);
		if (setting == Setting.PARENT) {
			if (this.session.profile() == null) {
				throw CommandException.usage(invocation.name()
						+ ": only profiles have a parent. Choose one: aemp profile NAME parent " + invocation.text(0));
			}
			this.session.parentChanged();
		}
		return setting.checked((setting == Setting.CERT) ? file(invocation.text(0)) : value);
	}

	private static String file(String name) {
		try {
			return Files.readString(Path.of(name));
		}
		catch (IOException ex) {
			throw CommandException.usage("setcert: '" + name + "' cannot be read: " + ex
					+ ". Name a file with a certificate and its key in PEM form, or use gencert.");
		}
	}

	private ExitStatus showProfile(Invocation invocation) {
		Map<?, ?> settings = Lineage.settings(this.session.content(), invocation.text(0));
		return show((settings != null) ? settings : Map.of(), invocation);
	}

	private ExitStatus showConfig(Invocation invocation) {
		return show(EffectiveSettings.of(this.session.content(), this.session.document(), invocation), invocation);
	}

	private ExitStatus show(Map<?, ?> settings, Invocation invocation) {
		Map<Object, @Nullable Object> shown = new LinkedHashMap<>(settings);
		if (!invocation.has(Option.SHOW_SECRETS)) {
			Setting.hideSecrets(shown);
		}
		this.console.out().println(Json.pretty(shown));
		return ExitStatus.SUCCESS;
	}

	private void change(String name, String parameters, String description, Change change) {
		add(Subcommand.of(name, Group.PROFILES, parameters, description, (invocation) -> {
			this.session.change((level) -> change.make(invocation, level));
			return ExitStatus.SUCCESS;
		}));
	}

	private void add(Subcommand subcommand) {
		this.all.add(subcommand);
	}

	private interface Change {

		void make(Invocation invocation, Map<String, @Nullable Object> level);

	}

}
