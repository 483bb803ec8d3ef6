package io.aemp.boot.client;

import java.util.ArrayList;
import java.util.List;

import io.aemp.annotation.AempExchange;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.TagVersions;

/**
 * The versions as which a method of a client sends its message.
 *
 * @param tag the tag of the version that is tried first
 * @param versioned whether a member may not know that version
 * @param lowerTags the tags of the versions that are tried then, in order
 */
record ClientVersions(String tag, boolean versioned, List<String> lowerTags) {

	/**
	 * Reads the versions of a method.
	 * @param method the name of the method
	 * @param tag its tag, without a version
	 * @param exchange its annotation
	 * @param answered whether it gets an answer, which may be a refusal
	 * @return the versions
	 * @throws InvalidAnnotationException if they are not valid
	 */
	static ClientVersions of(String method, String tag, AempExchange exchange, boolean answered) {
		int version = single(method, exchange.version());
		String lowestText = exchange.lowestVersion();
		int lowest = lowestText.isEmpty() ? version : single(method, lowestText);
		if (!lowestText.isEmpty() && lowest >= version) {
			throw new InvalidAnnotationException(
					"Method " + method + " has 'lowestVersion = \"" + lowestText
							+ "\"', which is not below its version " + version + ".",
					"Give a lower version, or remove it.");
		}
		if (lowest < version && !answered) {
			throw new InvalidAnnotationException(
					"Method " + method + " has 'lowestVersion = \"" + lowestText
							+ "\"' and returns void, so nobody learns that a member does not know a version.",
					"Let it return a CompletableFuture<Void>, or remove the lower version.");
		}
		List<String> lower = new ArrayList<>();
		for (int i = version - 1; i >= lowest; i--) {
			lower.add(TagVersions.tag(tag, i));
		}
		return new ClientVersions(TagVersions.tag(tag, version), version > TagVersions.LOWEST, lower);
	}

	private static int single(String method, String text) {
		TagVersions versions = TagVersions.parse(text, method);
		if (versions.open()) {
			throw new InvalidAnnotationException(
					"Method " + method + " of a client has the version '" + text + "', but a message has one version.",
					"Write " + versions.first() + ". A port that implements the interface and receives later versions"
							+ " too says so with @Receive on its own method.");
		}
		return versions.first();
	}

}
