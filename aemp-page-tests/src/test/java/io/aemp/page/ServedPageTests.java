package io.aemp.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

	private static final HttpClient client = HttpClient.newHttpClient();

	private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
	}

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
		void theDocumentAllowsNothingFromElsewhere() throws Exception {
			HttpResponse<String> document = get(this.page);
			assertThat(document.statusCode()).isEqualTo(200);
			assertThat(typeOf(document)).isEqualToIgnoringCase("text/html;charset=UTF-8");
			assertThat(document.body()).contains("http-equiv=\"Content-Security-Policy\"", "default-src 'none'")
				.doesNotContain("unsafe", "http://", "https://", "<style", " style=", " on");
		}

		@ParameterizedTest
		@CsvSource({ "js, text/javascript", "css, text/css", "svg, image/svg+xml" })
		void everyFileIsThereWithItsType(String extension, String type) throws Exception {
			Resource[] files = new PathMatchingResourcePatternResolver().getResources(FILES + extension);
			assertThat(files).isNotEmpty();
			for (Resource resource : files) {
				HttpResponse<String> file = get(this.page + "/" + resource.getFilename());
				assertThat(file.statusCode()).as(resource.getFilename()).isEqualTo(200);
				assertThat(typeOf(file)).isEqualToIgnoringCase(type + ";charset=UTF-8");
				assertThat(file.body()).isEqualTo(resource.getContentAsString(StandardCharsets.UTF_8))
					.doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
			}
		}

		@Test
		void whatItShowsIsJson() throws Exception {
			for (String part : new String[] { "nodes", "link?node=nobody", "activity", "ports?label=the%20greeter",
					"families", "events" }) {
				HttpResponse<String> response = get(this.page + "/" + part);
				assertThat(response.statusCode()).as(part).isEqualTo(200);
				assertThat(typeOf(response)).startsWith("application/json");
				assertThat(response.body()).startsWith("{");
			}
			assertThat(get(this.page + "/ports?label=the%20greeter").body()).contains("Greeter.greet");
			assertThat(get(this.page + "/ports?label=other").body()).contains("\"total\":0");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/index.html", "/other.js", "/package-info.class", "/..%2fpage%2fmain.js",
				"/%2e%2e/application.properties", "/../../../application.properties", "/main.js/more" })
		void nothingElseIsServed(String path) throws Exception {
			assertThat(get(this.page + path).statusCode()).as(path).isBetween(400, 404);
		}

		@Test
		void aWrongCursorIsRefused() throws Exception {
			assertThat(get(this.page + "/events?after=x").statusCode()).isEqualTo(400);
		}

		@Test
		void itIsReadOnly() throws Exception {
			HttpRequest request = HttpRequest.newBuilder(URI.create(this.page + "/nodes"))
				.POST(HttpRequest.BodyPublishers.noBody())
				.build();
			assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
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
	void itIsOffUntilItIsSwitchedOn() throws Exception {
		try (ConfigurableApplicationContext context = PageApplication.start(WebApplicationType.SERVLET,
				Stream.of("management.endpoints.web.exposure.include=*"))) {
			assertThat(context.getBeanProvider(AempPageEndpoint.class)).isEmpty();
			assertThat(get(PageApplication.endpoints(context) + "aemp").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void itFollowsThePathAndThePortOfTheManagement() throws Exception {
		Stream<String> elsewhere = Stream.of("management.server.port=0", "management.server.address=127.0.0.1",
				"management.endpoints.web.path-mapping.aemp=tools/network");
		try (ConfigurableApplicationContext context = PageApplication.start(WebApplicationType.SERVLET,
				Stream.concat(Stream.of(PageApplication.ON), elsewhere))) {
			String page = PageApplication.endpoints(context) + "tools/network";
			assertThat(matches(REFERENCE, get(page).body())).contains("network/main.js")
				.allMatch((file) -> file.startsWith("network/"));
			assertThat(get(page + "/main.js").statusCode()).isEqualTo(200);
		}
	}

}
