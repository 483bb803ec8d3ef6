package io.aemp.sample.readme;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.aemp.Node;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The first service of the README and its test compile. The service starts twice, and
 * does what is said there; the test passes.
 */
class FirstServiceTests {

	private final List<ConfigurableApplicationContext> processes = new ArrayList<>();

	private final ClassLoader former = Thread.currentThread().getContextClassLoader();

	private URLClassLoader loader;

	@BeforeEach
	void compile(@TempDir Path folder) throws IOException {
		List<String> snippets = Snippets.ofReadme().all("java");
		Path source = Files.writeString(folder.resolve("HelloApplication.java"), snippets.get(0));
		Path test = Files.writeString(folder.resolve("HelloApplicationTests.java"), snippets.get(1));
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-parameters", "-proc:none", "-classpath", System.getProperty("java.class.path"),
					"-d", folder.toString(), source.toString(), test.toString());
		assertThat(result).as("javac").isZero();
		Files.writeString(folder.resolve("hello.properties"), Snippets.ofReadme().first("properties"));
		this.loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, this.former);
		Thread.currentThread().setContextClassLoader(this.loader);
	}

	@AfterEach
	void close() throws IOException {
		this.processes.forEach(ConfigurableApplicationContext::close);
		Thread.currentThread().setContextClassLoader(this.former);
		this.loader.close();
	}

	@Test
	void bothProcessesGreetUntilOneStops() throws Exception {
		ConfigurableApplicationContext one = start("");
		ConfigurableApplicationContext two = start(node(one).network().listeners().get(0));
		String fromOne = "Hello World, this is " + node(one).id() + "\n";
		String fromTwo = "Hello World, this is " + node(two).id() + "\n";
		await().until(() -> greet(one), fromTwo::equals);
		await().until(() -> greet(two), fromOne::equals);
		assertThat(node(one).id()).startsWith("hello/");
		two.close();
		await().until(() -> BoundedWait.get(node(one).database().keys("greeters")).size() == 1);
		assertThat(greet(one)).isEqualTo(fromOne);
	}

	@Test
	void theTestPasses() throws Exception {
		System.setProperty("spring.config.name", "hello");
		try {
			Class<?> type = this.loader.loadClass("com.example.hello.HelloApplicationTests");
			TestContextManager manager = new TestContextManager(type);
			Object tests = BeanUtils.instantiateClass(type);
			manager.prepareTestInstance(tests);
			Method test = Stream.of(type.getDeclaredMethods())
				.filter((method) -> method.isAnnotationPresent(Test.class))
				.findFirst()
				.orElseThrow();
			ReflectionUtils.makeAccessible(test);
			ReflectionUtils.invokeMethod(test, tests);
			manager.getTestContext().markApplicationContextDirty(null);
		}
		finally {
			System.clearProperty("spring.config.name");
		}
	}

	/** With the properties of the README, but at addresses that are free. */
	private ConfigurableApplicationContext start(String seed) throws Exception {
		Properties properties = new Properties();
		properties.load(new StringReader(Snippets.ofReadme().first("properties")));
		assertThat(properties).containsEntry("aemp.binds", "127.0.0.1:4040")
			.containsEntry("aemp.seeds", "127.0.0.1:4040");
		properties.put("aemp.binds", "127.0.0.1:0");
		properties.put("aemp.seeds", seed);
		properties.put("aemp-test.network.in-memory", "false");
		properties.put("server.address", "127.0.0.1");
		properties.put("server.port", "0");
		properties.put("spring.config.name", "none");
		SpringApplication application = new SpringApplication(
				this.loader.loadClass("com.example.hello.HelloApplication"));
		String[] arguments = properties.entrySet().stream().map((entry) -> "--" + entry).toArray(String[]::new);
		ConfigurableApplicationContext process = application.run(arguments);
		this.processes.add(process);
		return process;
	}

	private static Node node(ConfigurableApplicationContext process) {
		return process.getBean(Node.class);
	}

	private static String greet(ConfigurableApplicationContext process) throws Exception {
		URI address = URI
			.create("http://127.0.0.1:" + process.getEnvironment().getProperty("local.server.port") + "/hello/World");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
