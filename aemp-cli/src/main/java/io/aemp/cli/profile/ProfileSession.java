package io.aemp.cli.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * The file of profiles during one line of subcommands. Changes are made to a copy, which
 * the following subcommands see. When all have succeeded, the changes are repeated on
 * what the file holds then.
 */
public final class ProfileSession {

	static final String PROFILES = "profile";

	static final String PARENT = "parent";

	private final ProfileFile file;

	private final List<Consumer<Map<String, @Nullable Object>>> changes = new ArrayList<>();

	private @Nullable Map<String, @Nullable Object> content;

	private @Nullable String profile;

	private final Set<String> changedParents = new LinkedHashSet<>();

	/**
	 * Starts a session.
	 * @param file the file
	 */
	public ProfileSession(ProfileFile file) {
		this.file = file;
	}

	/**
	 * The name of the file.
	 * @return its path
	 */
	public String document() {
		return this.file.toString();
	}

	/**
	 * The content of the file, with the changes so far.
	 * @return the content; not to be changed
	 */
	public Map<String, @Nullable Object> content() {
		if (this.content == null) {
			this.content = this.file.read();
		}
		return this.content;
	}

	/** Chooses the profile that the following changes concern, and creates it. */
	void choose(String name) {
		this.profile = name;
		change((level) -> {
		});
	}

	/** The name of the chosen profile; {@code null} for the top level. */
	@Nullable String profile() {
		return this.profile;
	}

	/** Changes the chosen profile or the top level. */
	void change(Consumer<Map<String, @Nullable Object>> change) {
		String chosen = this.profile;
		changeAll((all) -> change.accept((chosen != null) ? profile(all, chosen) : all));
	}

	/** Changes the whole content. */
	void changeAll(Consumer<Map<String, @Nullable Object>> change) {
		change.accept(content());
		this.changes.add(change);
	}

	/** Notes that the parent of the chosen profile must be checked. */
	void parentChanged() {
		if (this.profile != null) {
			this.changedParents.add(this.profile);
		}
	}

	/**
	 * Writes the file, if a subcommand has changed something.
	 * @throws CommandException if a parent is not valid, or the file cannot be written
	 */
	public void save() {
		if (!this.changes.isEmpty()) {
			this.changedParents.forEach((name) -> Lineage.of(content(), name, this.file.toString()));
			this.file.update((fresh) -> this.changes.forEach((change) -> change.accept(fresh)));
			this.changes.clear();
		}
	}

	private Map<String, @Nullable Object> profile(Map<String, @Nullable Object> all, String name) {
		Map<String, @Nullable Object> profiles = child(all, PROFILES, "'" + PROFILES + "'");
		return child(profiles, name, "profile '" + Values.display(name) + "'");
	}

	@SuppressWarnings("unchecked")
	private Map<String, @Nullable Object> child(Map<String, @Nullable Object> parent, String key, String what) {
		Object child = parent.get(key);
		if (child == null) {
			child = new LinkedHashMap<String, @Nullable Object>();
			parent.put(key, child);
		}
		if (child instanceof Map<?, ?> map) {
			// the keys of a JSON object are texts
			return (Map<String, @Nullable Object>) map;
		}
		throw CommandException.usage(what + " in '" + this.file + "' is no JSON object. Correct the file there.");
	}

}
