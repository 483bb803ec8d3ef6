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
			// its groups are told below
			"client",
			// told in FailureAnalysisTests
			"monitor-families");

	private static final String TIME = "30s; units are ns, us, ms, s, m, h and d. Without a unit it is seconds.";

	private static final String SIZE = "16MB; units are B, KB, MB, GB and TB. Without a unit it is bytes.";

	static final List<Case> cases = List.of(
			// values of another type
			Case.of("busy-poll=10x", "'10x' is no time", TIME), Case.of("monitor-timeout=10x", "'10x' is", TIME),
			Case.of("query-timeout=10x", "'10x' is no time", TIME), Case.of("connect-interval=10 s", "'10 s' is", TIME),
			Case.of("drain-timeout=10x", "'10x' is no time", TIME),
			Case.of("discovery.interval=soon", "'soon' is no time", TIME),
			Case.of("flow-control.max-pause=1w", "'1w' is no time", TIME),
			Case.of("failure-detector.heartbeat=2x", "'2x' is no time", TIME),
			Case.of("failure-detector.minimum=2x", "'2x' is no time", TIME),
			Case.of("failure-detector.maximum=2x", "'2x' is no time", TIME),
			Case.of("failure-detector.other-minimum=2x", "'2x' is no time", TIME),
			Case.of("failure-detector.other-maximum=2x", "'2x' is no time", TIME),
			Case.of("failure-detector.answer=2x", "'2x' is no time", TIME),
			Case.of("limits.max-packet-size=16M", "'16M' is no size", SIZE),
			Case.of("limits.max-whole-packet=big", "'big' is no size", SIZE),
			Case.of("limits.max-send-queue=1.5MB", "'1.5MB' is no size", SIZE),
			Case.of("flow-control.send-high-water-mark=x", "'x' is no size", SIZE),
			Case.of("flow-control.send-low-water-mark=x", "'x' is no size", SIZE),
			Case.of("flow-control.receive-high-water-mark=x", "'x' is no size", SIZE),
			Case.of("limits.max-nesting=deep", "'deep' is no whole number", "in digits"),
			Case.of("limits.max-mailbox=99999999999", "'99999999999' is out of range, which ends at 2147483647",
					"in digits"),
			Case.of("limits.max-unfinished-answers=x", "'x' is no whole number", "in digits"),
			Case.of("limits.max-monitors=1k", "'1k' is no whole number", "in digits"),
			Case.of("limits.max-dials=x", "'x' is no whole number", "in digits"),
			Case.of("limits.max-unauthenticated=x", "'x' is no whole number", "in digits"),
			Case.of("limits.max-unauthenticated-per-address=x", "'x' is no whole number", "in digits"),
			Case.of("limits.max-data-connections=x", "'x' is no whole number", "in digits"),
			Case.of("metrics.max-labels=many", "'many' is no whole number", "in digits"),
			Case.of("metrics.max-peers=x", "'x' is no whole number", "in digits"),
			Case.of("metrics.sampling-interval=x", "'x' is no whole number", "in digits"),
			Case.of("metrics.sampling-interval=0", "0 is out of range", "1 to time each message"),
			Case.of("operations.max-events=x", "'x' is no whole number", "in digits"),
			Case.of("operations.changes=x", "'x' is neither true nor false", "true or false"),
			Case.of("operations.inspection=x", "'x' is neither true nor false", "true or false"),
			Case.of("operations.log=x", "'x' is neither true nor false", "true or false"),
			Case.of("operations.max-events=0", "0 is out of range", "from 1 to 100000"),
			Case.of("metrics.max-peers=-1", "-1 is negative", "0 for none"),
			Case.of("discovery.port=x", "'x' is no whole number", "in digits"),
			Case.of("loop-sharing=maybe", "'maybe' is neither true nor false", "true or false"),
			Case.of("strict-local-sends=2", "'2' is neither true nor false", "true or false"),
			Case.of("trace-packets=x", "'x' is neither true nor false", "true or false"),
			Case.of("log-message-contents=x", "'x' is neither true nor false", "true or false"),
			Case.of("log-context=x", "'x' is neither true nor false", "true or false"),
			Case.of("observe-messages=x", "'x' is neither true nor false", "true or false"),
			Case.of("record-handlers=x", "'x' is neither true nor false", "true or false"),
			Case.of("secure=x", "'x' is neither true nor false", "true or false"),
			Case.of("autocork=x", "'x' is neither true nor false", "true or false"),
			Case.of("nodelay=x", "'x' is neither true nor false", "true or false"),
			Case.of("failure-detector.enabled=x", "'x' is neither true nor false", "true or false"),
			Case.of("admission.certificate-names-node=x", "'x' is neither true nor false", "true or false"),
			Case.of("enabled=x", "'x' is neither true nor false", "true or false"),
			Case.of("log-source.enabled=x", "'x' is neither true nor false", "true or false"),
			Case.of("log-catcher.level=loud", "'loud' is not known", "Choose from off,"),
			Case.of("operator-requests.questions=x", "'x' is neither true nor false", "true or false"),
			Case.of("operator-requests.restart=x", "'x' is neither true nor false", "true or false"),
			Case.of("ssl.trust-public-authorities=x", "'x' is neither true nor false", "true or false"),
			Case.of("global=alwys", "'alwys' is not known", "Did you mean 'always'? Choose from auto, always, never."),
			Case.of("query-timeout=${NOBODY}", "the placeholder '${NOBODY}' has no value", "property 'NOBODY'"),
			Case.of("log-catcher.level=wran", "'wran' is not known", "Did you mean 'warn'? Choose from off, fatal, "),
			Case.of("log-source.enabled=x", "'x' is neither true nor false", "true or false"),
			Case.of("client.orders.timeout=10x", "'10x' is no time", TIME),
			Case.of("client.orders.choice=leest-busy", "'leest-busy' is not known",
					"Did you mean 'least-busy'? Choose from any, least-busy, nearest, all, by-key."),
			// groups with a value
			Case.of("client=orders", "it has no value of its own", "'aemp.client.GROUP.family'"),
			Case.of("client.orders=x", "it has no value of its own", "'aemp.client.orders.family'"),
			Case.of("limits=5", "it has no value of its own", "'aemp.limits.max-nesting'"),
			Case.of("failure-detector=false", "it has no value of its own", "'aemp.failure-detector.enabled'"),
			Case.of("operator-requests=true", "it has no value of its own", "'aemp.operator-requests.questions'"),
			Case.of("metrics=false", "it has no value of its own", "'aemp.metrics.max-labels'"),
			Case.of("operations=true", "it has no value of its own", "'aemp.operations.max-events'"),
			Case.of("ssl=net", "it has no value of its own", "'aemp.ssl.bundle'"),
			Case.of("greeting=x", "it has no value of its own", "'aemp.greeting.rack'"),
			Case.of("profiles=one", "it has no value of its own", "set 'aemp.profile'"),
			Case.of("profiles.one=x", "it has no value of its own", "'aemp.profiles.one.seeds'"),
			// values against the rules
			Case.of("node-id=a b", "'a b' contains ' '", "letters, digits"),
			Case.of("binds=4040", "'4040' names a port and no host", "*:4040"),
			Case.of("advertise=a:x", "'a:x' is not an address", "node.example.org:4040"),
			Case.of("seeds=host", "'host' must have a port", "127.0.0.1:4040"),
			Case.of("seeds=dns:host", "'dns:host' has no name with a port", "dns:name:port"),
			Case.of("seeds=srv:host", "'srv:host' names no DNS service", "srv:_service._proto.name"),
			Case.of("cert=/etc/cert.pem", "has no private key", "not as names of files"),
			Case.of("client.orders.timeout=0", "a call cannot take 0 ms", "2s"),
			Case.of("client.orders.stream-buffer=0", "a stream cannot have a buffer of 0 elements", "1 to 1000000"),
			Case.of("drain-timeout=-1", "-1000 ms is below 0", "0 to wait for no answer"),
			Case.of("client.orders.family=1st", "'1st' is not a valid family name", "Correct the name"),
			Case.of("monitor-timeout=-500ms", "'-500 ms' is no time above 0", "30"),
			Case.of("framing-format=xml", "'xml', which is not known", "cbor, json"),
			Case.of("auth-offer=hmac", "'hmac', which is not known", "hmac_sha3_512"),
			Case.of("auth-accept=hmac", "'hmac', which is not known", "hmac_sha3_512"),
			Case.of("greeting.provider=x", "'provider' is a key of the protocol", "'my_provider'"),
			Case.of("greeting.rack=caf\u00e9", "'caf\u00e9' is no value for the key 'rack'",
					"put it into the database"),
			new Case("services", List.of("services[0].arguments=x"), "names no function", "'function'"),
			Case.of("ssl.bundle=net", "There is no SSL bundle 'net'; none is defined.",
					"'spring.ssl.bundle.pem.net.keystore.certificate'"),
			Case.of("rc-file=/nowhere/rc", "There is no file '/nowhere/rc'", "that exists"),
			Case.of("profile=two", "'two' is chosen, but there is no such profile", "'aemp.profiles.two'"),
			Case.of("discovery.port=70000", "70000 is no port", "from 1 to 65535"),
			Case.of("admission.nodes=a b", "'a b'", "", "secret=s", "binds="),
			Case.of("admission.addresses=10.0.0.0/99", "'10.0.0.0/99'", "", "secret=s", "binds="));

	/** Names that do not exist, and what was meant. */
	static final List<Case> unknown = List.of(Case.of("sedes=a:1", "does not exist", "Did you mean 'aemp.seeds'?"),
			Case.of("node-idd=a", "does not exist", "Did you mean 'aemp.node-id'?"),
			Case.of("heartbeat=2s", "does not exist", "Did you mean 'aemp.failure-detector.heartbeat'?"),
			Case.of("limit.max-dials=3", "does not exist", "Did you mean 'aemp.limits.max-dials'?"),
			Case.of("secret.value=x", "does not exist", "Did you mean 'aemp.secret'?"),
			Case.of("profiles.one.sedes=a:1", "does not exist", "Did you mean 'aemp.profiles.one.seeds'?"),
			Case.of("services[0].fuction=f", "does not exist", "Did you mean 'aemp.services[0].function'?"),
			Case.of("client.orders.tiemout=2s", "does not exist", "Did you mean 'aemp.client.orders.timeout'?"),
			Case.of("seeds[1]=a:1", "an element before it is missing", "from 0 without a gap"),
			Case.of("services[1].function=f", "an element before it is missing", "from 0 without a gap"),
			Case.of("colour=red", "does not exist", "under 'aemp' there are: "));

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
		FailureAnalysis analysis = analyse(Case.of("profile=one", "", "", "profiles.one.parent=two",
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

	/**
	 * What somebody writes, and what must be said to him.
	 *
	 * @param property the property
	 * @param arguments what is written, the wrong one first
	 * @param problem a part of the description
	 * @param remedy a part of the action
	 */
	record Case(String property, List<String> arguments, String problem, String remedy) {

		static Case of(String argument, String problem, String remedy, String... more) {
			return new Case(name(argument), Stream.concat(Stream.of(argument), Stream.of(more)).toList(), problem,
					remedy);
		}

		private static String name(String argument) {
			return argument.substring(0, argument.indexOf('='));
		}

		String given() {
			return name(this.arguments.get(0));
		}

		@Override
		public String toString() {
			return this.arguments.toString();
		}

	}

}
