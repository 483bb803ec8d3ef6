package io.aemp.boot.client;

import java.time.Duration;
import java.util.regex.Pattern;

import io.aemp.Node;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of one group share.
 *
 * @param name the name of the group, {@code null} for one without properties
 * @param settings its settings
 * @param node sends and calls
 * @param members the members of the family, {@code null} without a family
 * @param choice chooses one of them; not asked where the settings say that all get a
 * message
 * @param limits the time limits of all clients and handlers
 */
record ClientGroup(@Nullable String name, ClientSettings settings, Node node, @Nullable Members members, Choice choice,
		TimeLimits limits) {

	/** A name that needs no brackets in the name of a property. */
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	static ClientGroup of(@Nullable String name, ClientSettings settings, Node node, TimeLimits limits) {
		Choice choice = switch (settings.choice()) {
			case ANY, ALL -> new RoundRobin();
			case LEAST_BUSY -> new LeastBusy();
			case NEAREST -> new Nearest(node::isLocal);
			case BY_KEY -> new ByKey();
		};
		String family = settings.family();
		return new ClientGroup(name, settings, node, (family != null) ? new Members(node, family) : null, choice,
				limits);
	}

	/** The same group, with another time limit for a call. */
	ClientGroup within(Duration timeout) {
		return new ClientGroup(this.name, this.settings.within(timeout), this.node, this.members, this.choice,
				this.limits);
	}

	/** What helps if the family has no member. */
	String wayOut() {
		String start = "Start one (@AempPort(families = \"" + this.settings.family() + "\") for example), correct ";
		return start + ((this.name != null) ? "'" + property("family") + "', or raise '" + property("timeout") + "'."
				: "the name of the family, or raise the time limit.");
	}

	/** The name of a property of the group, as it is written in a file. */
	String property(String name) {
		boolean plain = this.name != null && PLAIN.matcher(this.name).matches();
		return "aemp.client." + (plain ? this.name : "[" + this.name + "]") + "." + name;
	}

	void close() {
		if (this.members != null) {
			this.members.close();
		}
	}

}
