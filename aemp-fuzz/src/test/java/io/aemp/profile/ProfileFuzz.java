package io.aemp.profile;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;

/** A document of profiles, as somebody may have written it. */
public final class ProfileFuzz {

	private ProfileFuzz() {
	}

	/**
	 * Takes an input.
	 * @param input the document
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		try {
			ProfileDocument document = ProfileDocument.parse(new String(input, StandardCharsets.UTF_8));
			Profiles profiles = new Profiles(document, "host");
			configure(profiles, null);
			document.profiles().forEach((profile) -> configure(profiles, profile));
		}
		catch (InvalidConfigurationException ex) {
			check(ex);
		}
	}

	private static void configure(Profiles profiles, String profile) {
		try {
			ProfileSettings settings = profiles.resolve(profile, Map.of());
			checkPrintable(settings + " " + settings.configure(NodeConfiguration.builder()).build());
		}
		catch (InvalidConfigurationException ex) {
			check(ex);
		}
	}

	private static void check(InvalidConfigurationException ex) {
		if (ex.problem().isBlank() || ex.remedy().isBlank()) {
			throw new AssertionError("Nothing is told", ex);
		}
		checkPrintable(ex + ex.setting() + ex.problem() + ex.remedy() + ex.origin());
	}

	private static void checkPrintable(String told) {
		if (told.chars().anyMatch(Character::isISOControl)) {
			throw new AssertionError("A control character is told");
		}
	}

}
