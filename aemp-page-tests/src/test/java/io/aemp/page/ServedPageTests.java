package io.aemp.page;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aemp.boot.page.AempPageEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** How the page is served, and where not. */
class ServedPageTests {

	private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

	private static final String FILES = "classpath:io/aemp/boot/page/*.";

	private static String typeOf(HttpResponse<String> response) {
		return response.headers().firstValue("Content-Type").orElse("");
	}

	private static Stream<String> matches(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((MatchResult result) -> result.group(1)).distinct();
	}

	/** In an application of any kind. */
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class AnyApplication {

		private final WebApplicationType type;

		private ConfigurableApplicationContext context;

		private String page;

		AnyApplication(WebApplicationType type) {
			this.type = type;
		}

		@BeforeAll
		void start() {
			this.context = PageApplication.start(this.type, Stream.of(PageApplication.ON));
			this.page = PageApplication.endpoints(this.context) + "aemp";
		}

		@AfterAll
		void close() {
			this.context.close();
		}

		@Test
		void theDocumentAllowsNothingFromElsewhere() {
			HttpResponse<String> document = Http.get(this.page);
			assertThat(document.statusCode()).isEqualTo(200);
			assertThat(typeOf(document)).isEqualToIgnoringCase("text/html;charset=UTF-8");
			assertThat(document.body()).contains("data-changes=\"false\" data-follow=\"false\" data-log=\"false\"")
				.contains("http-equiv=\"Content-Security-Policy\"", "default-src 'none'")
				.doesNotContain("unsafe", "http://", "https://", "<style", " style=", " on");
		}

		@ParameterizedTest
		@CsvSource({ "js, text/javascript", "css, text/css", "svg, image/svg+xml" })
		void everyFileIsThereWithItsType(String extension, String type) throws Exception {
			Resource[] files = new PathMatchingResourcePatternResolver().getResources(FILES + extension);
			assertThat(files).isNotEmpty();
			for (Resource resource : files) {
				HttpResponse<String> file = Http.get(this.page + "/" + resource.getFilename());
				assertThat(file.statusCode()).as(resource.getFilename()).isEqualTo(200);
				assertThat(typeOf(file)).isEqualToIgnoringCase(type + ";charset=UTF-8");
				assertThat(file.body()).isEqualTo(resource.getContentAsString(StandardCharsets.UTF_8))
					.doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
			}
		}

		@Test
		void whatItShowsIsJson() {
			for (String part : new String[] { "nodes", "link?node=nobody", "activity", "times",
					"ports?label=the%20greeter", "families", "events" }) {
				HttpResponse<String> response = Http.get(this.page + "/" + part);
				assertThat(response.statusCode()).as(part).isEqualTo(200);
				assertThat(typeOf(response)).startsWith("application/json");
				assertThat(response.body()).startsWith("{");
			}
			assertThat(Http.get(this.page + "/ports?label=the%20greeter").body()).contains("Greeter.greet");
			assertThat(Http.get(this.page + "/ports?label=other").body()).contains("\"total\":0");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/index.html", "/other.js", "/package-info.class", "/..%2fpage%2fmain.js",
				"/%2e%2e/application.properties", "/../../../application.properties", "/main.js/more", "/log" })
		void nothingElseIsServed(String path) {
			assertThat(Http.get(this.page + path).statusCode()).as(path).isBetween(400, 404);
		}

		@Test
		void aWrongCursorIsRefused() {
			assertThat(Http.get(this.page + "/events?after=x").body())
				.contains("'after' is 'x', but must be a whole number");
		}

		@ParameterizedTest
		@ValueSource(strings = { "aempnodes", "aempports", "aempfamilies", "aempevents", "aempcalls",
				"aempremote/ports/shown" })
		void theEndpointsThatItShowsNeedNotBeExposed(String endpoint) {
			assertThat(Http.get(PageApplication.endpoints(this.context) + endpoint).statusCode()).isEqualTo(404);
		}

		@Test
		void itIsReadOnly() {
			assertThat(Http.send("POST", this.page + "/nodes", "{}").statusCode()).isEqualTo(405);
		}

	}

	@Nested
	class InAServletApplication extends AnyApplication {

		InAServletApplication() {
			super(WebApplicationType.SERVLET);
		}

	}

	@Nested
	class InAReactiveApplication extends AnyApplication {

		InAReactiveApplication() {
			super(WebApplicationType.REACTIVE);
		}

	}

	@Test
	void itIsOffUntilItIsSwitchedOn() {
		try (ConfigurableApplicationContext context = PageApplication.start(WebApplicationType.SERVLET,
				Stream.of("management.endpoints.web.exposure.include=*"))) {
			assertThat(context.getBeanProvider(AempPageEndpoint.class)).isEmpty();
			assertThat(Http.get(PageApplication.endpoints(context) + "aemp").statusCode()).isEqualTo(404);
			assertThatChangesAreOff(PageApplication.endpoints(context));
		}
	}

	/** Even where all endpoints are exposed. */
	private static void assertThatChangesAreOff(String endpoints) {
		for (HttpResponse<String> refused : List.of(Http.send("POST", endpoints + "aempnodes", "{\"drain\": true}"),
				Http.send("DELETE", endpoints + "aempports/shown%23greeters", ""))) {
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.body()).contains("'aemp.operations.changes'");
		}
	}

	@Test
	void itFollowsThePathAndThePortOfTheManagement() {
		Stream<String> elsewhere = Stream.of("management.server.port=0", "management.server.address=127.0.0.1",
				"management.endpoints.web.path-mapping.aemp=tools/network");
		try (ConfigurableApplicationContext context = PageApplication.start(WebApplicationType.SERVLET,
				Stream.concat(Stream.of(PageApplication.ON), elsewhere))) {
			String page = PageApplication.endpoints(context) + "tools/network";
			assertThat(matches(REFERENCE, Http.get(page).body())).contains("network/main.js")
				.allMatch((file) -> file.startsWith("network/"));
			assertThat(Http.get(page + "/main.js").statusCode()).isEqualTo(200);
		}
	}

}
