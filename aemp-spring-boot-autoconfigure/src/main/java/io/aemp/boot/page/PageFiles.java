package io.aemp.boot.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeType;

/**
 * The static files of the page. Only files that are listed here are served, so no request
 * leads out of their folder.
 */
final class PageFiles {

	static final String DOCUMENT = "index.html";

	/** What the other files ask for, relative to the document. */
	static final Set<String> NAMES = Set.of("attention.js", "change.js", "dom.js", "events.js", "families.js",
			"format.js", "graph.js", "icon.svg", "layout.js", "links.js", "log.js", "main.js", "messages.js",
			"model.js", "network.js", "node.js", "page.css", "poll.js", "ports.js", "records.js", "send.js", "table.js",
			"timeline.js");

	private PageFiles() {
	}

	/**
	 * The document, which refers to the other files relative to its path.
	 * @param values what stands in it for a name in braces
	 */
	static WebEndpointResponse<Resource> document(Map<String, Object> values) {
		try {
			String text = resource(DOCUMENT).getContentAsString(StandardCharsets.UTF_8);
			for (Map.Entry<String, Object> value : values.entrySet()) {
				text = text.replace('{' + value.getKey() + '}', value.getValue().toString());
			}
			return response(DOCUMENT, new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** One of the other files, {@code null} if there is none with this name. */
	static @Nullable WebEndpointResponse<Resource> find(String name) {
		return NAMES.contains(name) ? response(name, resource(name)) : null;
	}

	private static Resource resource(String name) {
		return new ClassPathResource(name, PageFiles.class);
	}

	private static WebEndpointResponse<Resource> response(String name, Resource resource) {
		return new WebEndpointResponse<>(resource, WebEndpointResponse.STATUS_OK,
				new MimeType(MimeType.valueOf(type(name)), StandardCharsets.UTF_8));
	}

	private static String type(String name) {
		String extension = name.substring(name.lastIndexOf('.') + 1);
		return switch (extension) {
			case "html", "css" -> "text/" + extension;
			case "js" -> "text/javascript";
			case "svg" -> "image/svg+xml";
			default -> throw new IllegalArgumentException(name);
		};
	}

}
