package io.aemp.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.Nodes;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of each property with a wrong value: value, rule, origin and way out. */
class PropertyErrorsTests {

	/** Properties that take any text. */
	private static final Set<String> FREE = Set.of("secret", "accepted-secrets", "discovery.services", "profiles",
			// told in FailureAnalysisTests
			"monitor-families",
			// decided before properties are bound: another value than true means false
			"enabled");

	private static final String TIME = "30s; units are ns, us, ms, s, m, h and d. Without a unit it is seconds.";

	private static final String SIZE = "16MB; units are B, KB, MB, GB and TB. Without a unit it is bytes.";

	static final List<Case> cases = List.of(
			// values of another type
			new Case("busy-poll=10x", "'10x' is no time", TIME), new Case("monitor-timeout=10x", "'10x' is", TIME),
			new Case("query-timeout=10x", "'10x' is no time", TIME),
			new Case("connect-interval=10 s", "'10 s' is", TIME),
			new Case("discovery.interval=soon", "'soon' is no time", TIME),
			new Case("flow-control.max-pause=1w", "'1w' is no time", TIME),
			new Case("failure-detector.heartbeat=2x", "'2x' is no time", TIME),
			new Case("failure-detector.minimum=2x", "'2x' is no time", TIME),
			new Case("failure-detector.maximum=2x", "'2x' is no time", TIME),
			new Case("failure-detector.other-minimum=2x", "'2x' is no time", TIME),
			new Case("failure-detector.other-maximum=2x", "'2x' is no time", TIME),
			new Case("failure-detector.answer=2x", "'2x' is no time", TIME),
			new Case("limits.max-packet-size=16M", "'16M' is no size", SIZE),
			new Case("limits.max-whole-packet=big", "'big' is no size", SIZE),
			new Case("limits.max-send-queue=1.5MB", "'1.5MB' is no size", SIZE),
			new Case("flow-control.send-high-water-mark=x", "'x' is no size", SIZE),
			new Case("flow-control.send-low-water-mark=x", "'x' is no size", SIZE),
			new Case("flow-control.receive-high-water-mark=x", "'x' is no size", SIZE),
			new Case("limits.max-nesting=deep", "'deep' is no whole number", "in digits"),
			new Case("limits.max-mailbox=99999999999", "'99999999999' is greater than 2147483647", "in digits"),
			new Case("limits.max-unfinished-answers=x", "'x' is no whole number", "in digits"),
			new Case("limits.max-monitors=1k", "'1k' is no whole number", "in digits"),
			new Case("limits.max-dials=x", "'x' is no whole number", "in digits"),
			new Case("limits.max-unauthenticated=x", "'x' is no whole number", "in digits"),
			new Case("limits.max-unauthenticated-per-address=x", "'x' is no whole number", "in digits"),
			new Case("discovery.port=x", "'x' is no whole number", "in digits"),
			new Case("loop-sharing=maybe", "'maybe' is neither true nor false", "true or false"),
			new Case("strict-local-sends=2", "'2' is neither true nor false", "true or false"),
			new Case("log-message-contents=x", "'x' is neither true nor false", "true or false"),
			new Case("secure=x", "'x' is neither true nor false", "true or false"),
			new Case("autocork=x", "'x' is neither true nor false", "true or false"),
			new Case("nodelay=x", "'x' is neither true nor false", "true or false"),
			new Case("failure-detector.enabled=x", "'x' is neither true nor false", "true or false"),
			new Case("admission.certificate-names-node=x", "'x' is neither true nor false", "true or false"),
			new Case("ssl.trust-public-authorities=x", "'x' is neither true nor false", "true or false"),
			new Case("global=alwys", "'alwys' is not known", "Did you mean 'always'? Choose from auto, always, never."),
			// groups with a value
			new Case("limits=5", "it has no value of its own", "'aemp.limits.max-nesting'"),
			new Case("failure-detector=false", "it has no value of its own", "'aemp.failure-detector.enabled'"),
			new Case("ssl=net", "it has no value of its own", "'aemp.ssl.bundle'"),
			new Case("profiles=one", "it has no value of its own", "set 'aemp.profile'"),
			new Case("profiles.one=x", "it has no value of its own", "'aemp.profiles.one.seeds'"),
			// values against the rules
			new Case("node-id=a b", "'a b' contains ' '", "letters, digits"),
			new Case("binds=4040", "'4040' names a port and no host", "*:4040"),
			new Case("advertise=a:x", "'a:x' is not an address", "node.example.org:4040"),
			new Case("seeds=host", "'host' must have a port", "127.0.0.1:4040"),
			new Case("seeds=dns:host", "'dns:host' has no name with a port", "dns:name:port"),
			new Case("seeds=srv:host", "'srv:host' names no DNS service", "srv:_service._proto.name"),
			new Case("cert=/etc/cert.pem", "has no private key", "not as names of files"),
			new Case("monitor-timeout=-500ms", "'-500 ms' is no time above 0", "30"),
			new Case("framing-format=xml", "'xml', which is not known", "cbor, json"),
			new Case("auth-offer=hmac", "'hmac', which is not known", "hmac_sha3_512"),
			new Case("auth-accept=hmac", "'hmac', which is not known", "hmac_sha3_512"),
			new Case("services=", "names no function", "'function'", "services[0].arguments=x"),
			new Case("ssl.bundle=net", "There is no SSL bundle 'net'; none is defined.",
					"'spring.ssl.bundle.pem.net.keystore.certificate'"),
			new Case("rc-file=/nowhere/rc", "There is no file '/nowhere/rc'", "that exists"),
			new Case("profile=two", "'two' is chosen, but there is no such profile", "'aemp.profiles.two'"),
			new Case("discovery.port=70000", "70000 is no port", "from 1 to 65535"),
			new Case("admission.nodes=a b", "'a b'", "", "secret=s", "binds="),
			new Case("admission.addresses=10.0.0.0/99", "'10.0.0.0/99'", "", "secret=s", "binds="));

	/** Names that do not exist, and what was meant. */
	static final List<Case> unknown = List.of(new Case("sedes=a:1", "does not exist", "Did you mean 'aemp.seeds'?"),
			new Case("node-idd=a", "does not exist", "Did you mean 'aemp.node-id'?"),
			new Case("heartbeat=2s", "does not exist", "Did you mean 'aemp.failure-detector.heartbeat'?"),
			new Case("limit.max-dials=3", "does not exist", "Did you mean 'aemp.limits.max-dials'?"),
			new Case("secret.value=x", "does not exist", "Did you mean 'aemp.secret'?"),
			new Case("profiles.one.sedes=a:1", "does not exist", "Did you mean 'aemp.profiles.one.seeds'?"),
			new Case("services[0].fuction=f", "does not exist", "Did you mean 'aemp.services[0].function'?"),
			new Case("seeds[1]=a:1", "an element before it is missing", "from 0 without a gap"),
			new Case("services[1].function=f", "an element before it is missing", "from 0 without a gap"),
			new Case("colour=red", "does not exist", "under 'aemp' there are: "));

	@ParameterizedTest
	@FieldSource("cases")
	void aWrongValue(Case example) {
		FailureAnalysis analysis = analyse(example);
		assertThat(analysis.getDescription()).startsWith("Property 'aemp." + example.property() + "' is not valid: ")
			.contains(example.problem)
			.endsWith(" It comes from the command line, '--aemp." + example.given() + "'.")
			.doesNotContain("application properties");
		assertThat(analysis.getAction()).contains(example.remedy).hasSizeGreaterThan(5);
	}

	@ParameterizedTest
	@FieldSource("unknown")
	void anUnknownName(Case example) {
		FailureAnalysis analysis = analyse(example);
		assertThat(analysis.getDescription()).startsWith("Property 'aemp." + example.property() + "' ")
			.contains(example.problem)
			.endsWith(" It comes from the command line, '--aemp." + example.property() + "'.");
		assertThat(analysis.getAction()).contains(example.remedy);
	}

	@Test
	void eachPropertyHasACase() {
		Set<String> missing = new TreeSet<>(PropertyNames.all());
		missing.removeAll(FREE);
		cases.forEach((example) -> missing.remove(example.property()));
		assertThat(missing).isEmpty();
	}

	@Test
	void aValueFromAnEnvironmentVariable() {
		FailureAnalysis analysis = analyse((environment) -> environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("AEMP_SEEDS", "host:port", "AEMP_PROFILE", ""))));
		assertThat(analysis.getDescription())
			.isEqualTo("Property 'aemp.seeds' is not valid: 'host:port' is not an address."
					+ " It comes from the environment variable 'AEMP_SEEDS'.");
	}

	@Test
	void aValueFromASystemProperty() {
		FailureAnalysis analysis = analyse((environment) -> environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, new MapPropertySource(
					StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, Map.of("aemp.query-timeout", "10x"))));
		assertThat(analysis.getDescription()).isEqualTo("Property 'aemp.query-timeout' is not valid: '10x' is no time."
				+ " It comes from the system property 'aemp.query-timeout', '-D' on the command line.");
	}

	@Test
	void aValueOfTheParentOfAProfile() {
		FailureAnalysis analysis = analyse(new Case("profile=one", "", "", "profiles.one.parent=two",
				"profiles.two.binds=a b", "binds=127.0.0.1:0"));
		assertThat(analysis.getDescription()).startsWith("Property 'aemp.profiles.two.binds' is not valid: 'a b'")
			.endsWith("'--aemp.profiles.two.binds'.");
	}

	@Test
	void othersAreLeftToOthers() {
		assertThat(new UnconvertibleValueFailureAnalyzer(new StandardEnvironment())
			.analyze(new IllegalStateException("of somebody else"))).isNull();
		assertThat(PropertyNames.exists(ConfigurationPropertyName.of("aemp.services[0].function"))).isTrue();
	}

	private FailureAnalysis analyse(Case example) {
		return analyse((environment) -> environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource(
					example.arguments.stream().map((argument) -> "--aemp." + argument).toArray(String[]::new))));
	}

	private FailureAnalysis analyse(Consumer<ConfigurableEnvironment> sources) {
		StandardEnvironment environment = new StandardEnvironment();
		sources.accept(environment);
		new SystemEnvironmentPropertySourceEnvironmentPostProcessor().postProcessEnvironment(environment,
				new SpringApplication());
		FailureAnalysis analysis = analyse(Assertions.catchThrowable(() -> configure(environment)), environment);
		assertThat(analysis).isNotNull();
		return analysis;
	}

	/** What an application does with properties, without the rest of it. */
	private static void configure(ConfigurableEnvironment environment) {
		AempProperties properties = Binder.get(environment)
			.bindOrCreate("aemp", Bindable.of(AempProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
		NodeConfigurationBuilder builder = NodeConfiguration.builder();
		new PropertiesMapper(new SslIdentities(new DefaultSslBundleRegistry()), "test").configure(properties, builder);
		Nodes.create(builder.build()).close();
	}

	/** As SpringApplication does it. */
	private static @Nullable FailureAnalysis analyse(Throwable failure, Environment environment) {
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, environment), (type, name, ex) -> {
			});
		AnnotationAwareOrderComparator.sort(analyzers);
		return analyzers.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** What somebody writes, and what must be said to him. */
	static final class Case {

		private final String problem;

		private final String remedy;

		private final List<String> arguments;

		Case(String argument, String problem, String remedy, String... more) {
			this.problem = problem;
			this.remedy = remedy;
			// a later text may replace the first
			this.arguments = (more.length > 0 && more[0].startsWith(name(argument) + "[")) ? List.of(more)
					: Stream.concat(Stream.of(argument), Stream.of(more)).toList();
		}

		private static String name(String argument) {
			return argument.substring(0, argument.indexOf('='));
		}

		private String property() {
			String name = given();
			return name.startsWith("services[0].arguments") ? "services" : name;
		}

		private String given() {
			return name(this.arguments.get(0));
		}

		@Override
		public String toString() {
			return this.arguments.toString();
		}

	}

}
