package io.aemp.boot.autoconfigure;

import java.util.regex.Pattern;

import io.aemp.FamilyChange;
import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.FamilyListener;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Restart;
import io.aemp.annotation.SpawnablePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What an application says that does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	@Test
	void unknownPropertyWithoutItsValue(CapturedOutput output) {
		start(App.class, "--aemp.secrte=geheim");
		assertThat(output)
			.contains("Property 'aemp.secrte'", "does not exist", "rc-file, record-handlers, secret, secure, seeds")
			.doesNotContain("geheim");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aemp.enabled", "aemp.log-source.enabled", "aemp.operator-requests.questions",
			"aemp.operator-requests.restart" })
	void switchThatIsNeitherOnNorOff(String property, CapturedOutput output) {
		start(App.class, "--" + property + "=maybe");
		assertThat(output).contains("Property '" + property + "' is not valid: 'maybe' is neither true nor false.",
				"'--" + property + "'", "Write true or false.");
	}

	@Test
	void unknownPropertyOfAProfile(CapturedOutput output) {
		start(App.class, "--aemp.profiles.one.nodeit=a");
		assertThat(output).contains("Property 'aemp.profiles.one.nodeit'", "node-id, nodelay, parent");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					aemp.failure-detector.minimun | answer, enabled, heartbeat, maximum, minimum, other-maximum, other-minimum
					aemp.flow-control.pause       | max-pause, receive-high-water-mark, send-high-water-mark, send-low-water-mark
					aemp.limits.max-ports         | max-data-connections, max-dials, max-mailbox, max-monitors, max-nesting, max-packet-size, max-send-queue
					aemp.admission.node           | addresses, certificate-names-node, nodes
					aemp.profiles.one.ssl.bundel  | bundle
					aemp.accepted-secret          | accepted-secrets, admission, advertise, auth-accept
					""")
	void unknownPropertyOfAGroup(String property, String known, CapturedOutput output) {
		start(App.class, "--" + property + "=1");
		assertThat(output).contains("Property '" + property + "'", "does not exist", "there are: " + known);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			aemp.failure-detector.heartbeat=0             | aemp.failure-detector.heartbeat
			aemp.failure-detector.answer=-1s              | aemp.failure-detector.answer
			aemp.failure-detector.minimum=3s              | aemp.failure-detector.minimum
			aemp.failure-detector.minimum=12s             | aemp.failure-detector.maximum
			aemp.failure-detector.other-minimum=3s        | aemp.failure-detector.other-minimum
			aemp.failure-detector.other-maximum=10s       | aemp.failure-detector.other-maximum
			aemp.flow-control.send-high-water-mark=100KB  | aemp.flow-control.send-low-water-mark
			aemp.flow-control.send-high-water-mark=64MB   | aemp.flow-control.send-high-water-mark
			aemp.limits.max-send-queue=1MB                | aemp.flow-control.send-high-water-mark
			aemp.flow-control.send-low-water-mark=0       | aemp.flow-control.send-low-water-mark
			aemp.flow-control.receive-high-water-mark=0   | aemp.flow-control.receive-high-water-mark
			aemp.flow-control.max-pause=0                 | aemp.flow-control.max-pause
			aemp.limits.max-packet-size=3GB               | aemp.limits.max-packet-size
			aemp.limits.max-nesting=2000                  | aemp.limits.max-nesting
			aemp.limits.max-whole-packet=0                | aemp.limits.max-whole-packet
			aemp.limits.max-send-queue=0                  | aemp.limits.max-send-queue
			aemp.limits.max-mailbox=-1                    | aemp.limits.max-mailbox
			aemp.limits.max-unfinished-answers=0          | aemp.limits.max-unfinished-answers
			aemp.limits.max-monitors=0                    | aemp.limits.max-monitors
			aemp.limits.max-dials=0                       | aemp.limits.max-dials
			aemp.limits.max-unauthenticated=-2                  | aemp.limits.max-unauthenticated
			aemp.limits.max-unauthenticated-per-address=0       | aemp.limits.max-unauthenticated-per-address
			aemp.limits.max-data-connections=0            | aemp.limits.max-data-connections
			aemp.admission.nodes=a b                      | aemp.admission.nodes
			aemp.admission.addresses=10.0.0.0/99          | aemp.admission.addresses
			aemp.admission.certificate-names-node=true    | aemp.admission.certificate-names-node
			""")
	void valueAgainstTheRules(String argument, String property, CapturedOutput output) {
		start(App.class, "--aemp.secret=s", "--aemp.binds=", "--" + argument);
		assertThat(output).contains("Property '" + property + "' is not valid: ").containsPattern("(?s)Action:\\s+\\w");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					aemp.limit.max-dials           | aemp               | limits, log-catcher, log-context, log-message-contents, log-source, loop-sharing
					aemp.profiles.one.limits.dials | aemp.profiles.one  | global, monitor-timeout, node-id
					aemp.services[0].name          | aemp.services[0]   | arguments, function
					aemp.secret.value              | aemp               | secret, secure, seeds
					""")
	void unknownGroupOfProperties(String property, String group, String known, CapturedOutput output) {
		start(App.class, "--" + property + "=1");
		assertThat(output).contains("Property '" + property + "'", "under '" + group + "' there are: ", known);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			aemp.monitor-timeout=-1s         | monitor-timeout        | '-1 s' is no time      | a number of seconds
			aemp.connect-interval=1000d      | connect-interval       | '86400000 s' is no     | a number of seconds
			aemp.limits.max-packet-size=1KB  | limits.max-packet-size | 1024 bytes are less   | at least 4096
			aemp.limits.max-packet-size=-3GB | limits.max-packet-size | bytes are less        | at least 4096
			aemp.auth-offer=tls_sha3_512     | auth-offer             | [tls_sha3_512] needs   | certificate
			aemp.auth-accept=tls_anon        | auth-accept            | [tls_anon] needs       | certificate
			aemp.services[0].arguments=x     | services               | names no function      | 'function'
			aemp.rc-file=/nowhere/aemp.json  | rc-file                | There is no file '/no  | that exists
			aemp.profile=two                 | profile                | there is none at all   | aemp.profiles.two
			""")
	void valueWithARemedy(String argument, String property, String problem, String remedy, CapturedOutput output) {
		start(App.class, "--aemp.secret=s", "--aemp.binds=", "--" + argument);
		assertThat(output).contains("Property 'aemp." + property + "' is not valid: ", problem)
			.containsPattern("(?s)Action:.*" + Pattern.quote(remedy));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			aemp.secret=${NOBODY}               | secret
			aemp.secret=a${NOBODY}b             | secret
			aemp.accepted-secrets[0]=${NOBODY}  | accepted-secrets
			aemp.seeds=${NOBODY}                | seeds
			aemp.node-id=shop/${NOBODY}         | node-id
			aemp.profiles.one.secret=${NOBODY}  | profiles.one.secret
			""")
	void placeholderWithoutAValue(String argument, String property, CapturedOutput output) {
		start(App.class, "--aemp.secret=s", "--aemp.binds=", "--aemp.profiles.one.nodelay=true", "--aemp.profile=one",
				"--" + argument);
		assertThat(output)
			.contains("Property 'aemp." + property + "' is not valid: the placeholder '${NOBODY}' has no value")
			.containsPattern("(?s)Action:.*environment variable or the property 'NOBODY'")
			.doesNotContain("a${NOBODY}b");
	}

	@Test
	void placeholderOfAProfileThatIsNotChosen() {
		application(App.class).run("--aemp.profiles.one.secret=${NOBODY}").close();
	}

	@Test
	void emptyProfileIsNone() {
		application(App.class).run("--aemp.profile=").close();
	}

	@Test
	void wrongNodeId(CapturedOutput output) {
		start(App.class, "--aemp.node-id=a b");
		assertThat(output).contains("Property 'aemp.node-id' is not valid: 'a b' contains ' '",
				"consists of letters, digits");
	}

	@Test
	void unparsableSeed(CapturedOutput output) {
		start(App.class, "--aemp.secret=s", "--aemp.binds=", "--aemp.seeds=host:port");
		assertThat(output).contains("Property 'aemp.seeds' is not valid: 'host:port'")
			.containsPattern("(?s)Action:.*host");
	}

	@Test
	void bindInUse(CapturedOutput output) {
		try (ConfigurableApplicationContext first = application(App.class).run("--aemp.secret=s",
				"--aemp.binds=127.0.0.1:0")) {
			String address = first.getBean(Node.class).network().listeners().get(0);
			start(App.class, "--aemp.secret=s", "--aemp.binds=" + address);
			assertThat(output).contains("Property 'aemp.binds' is not valid", address);
		}
	}

	@Test
	void wrongCertificate(CapturedOutput output) {
		start(App.class, "--aemp.cert=no certificate at all");
		assertThat(output).contains("Property 'aemp.cert' is not valid", "no private key", "PEM")
			.doesNotContain("no certificate at all");
	}

	@Test
	void busyPollThatIsTooLong(CapturedOutput output) {
		start(App.class, "--aemp.secret=s", "--aemp.busy-poll=5");
		assertThat(output).contains("Property 'aemp.busy-poll' is not valid: 5000000 µs", "between 0 and 1000 µs",
				"Give a time like 50 µs");
	}

	@Test
	void unknownSslBundle(CapturedOutput output) {
		start(App.class, "--aemp.ssl.bundle=missing");
		assertThat(output).contains("Property 'aemp.ssl.bundle' is not valid: There is no SSL bundle 'missing'",
				"'spring.ssl.bundle.pem.missing.keystore.certificate'");
	}

	@Test
	void sslBundleWhoseFilesAreMissing(CapturedOutput output) {
		start(App.class, "--aemp.ssl.bundle=net", "--spring.ssl.bundle.pem.net.keystore.certificate=/nowhere/cert.pem");
		assertThat(output)
			.contains("Property 'aemp.ssl.bundle' is not valid: The SSL bundle 'net' cannot be used: ",
					"'/nowhere/cert.pem'.", "'spring.ssl.bundle'")
			.doesNotContain("\tat ");
	}

	@Test
	void unknownProfile(CapturedOutput output) {
		start(App.class, "--aemp.profile=two", "--aemp.profiles.one.nodelay=true");
		assertThat(output).contains("Property 'aemp.profile' is not valid: 'two'", "[one]", "aemp.profiles.two");
	}

	@Test
	void profilesInACircle(CapturedOutput output) {
		start(App.class, "--aemp.profile=one", "--aemp.profiles.one.parent=two", "--aemp.profiles.two.parent=one");
		assertThat(output).contains("Property 'aemp.profiles.one.parent' is not valid", "one -> two -> one");
	}

	@Test
	void unknownService(CapturedOutput output) {
		start(App.class, "--aemp.services=nothing");
		assertThat(output).contains("Property 'aemp.services' is not valid", "'nothing'");
	}

	@Test
	void invalidFamilyProperty(CapturedOutput output) {
		start(App.class, "--aemp.monitor-families=1st");
		assertThat(output).contains("Property 'aemp.monitor-families' is not valid: '1st'");
	}

	@Test
	void twoReceiversOfATag(CapturedOutput output) {
		start(TwoReceivers.class);
		assertThat(output).contains("TwoReceivers.one", "TwoReceivers.two", "both receive the tag 'tag'",
				"another tag");
	}

	@Test
	void twoDefaultReceivers(CapturedOutput output) {
		start(TwoDefaults.class);
		assertThat(output).contains("both are default receivers");
	}

	@Test
	void receiveInAClassThatIsNoPort(CapturedOutput output) {
		start(NoPort.class);
		assertThat(output).contains("NoPort.receive", "its class is no port", "@AempPort");
	}

	@Test
	void familyWithAForbiddenName(CapturedOutput output) {
		start(ForbiddenFamily.class);
		assertThat(output).contains("the family ''l'", "starts with a letter");
	}

	@Test
	void familyListenerWithAForbiddenName(CapturedOutput output) {
		start(ForbiddenListener.class);
		assertThat(output).contains("the family 'a-b'", "starts with a letter");
	}

	@Test
	void portThatReceivesNothing(CapturedOutput output) {
		start(Deaf.class);
		assertThat(output).contains("receives nothing", "@Receive");
	}

	@Test
	void newInstanceOfASingleton(CapturedOutput output) {
		start(NewSingleton.class);
		assertThat(output).contains("NEW_INSTANCE", "prototype");
	}

	@Test
	void restartTimeThatIsNone(CapturedOutput output) {
		start(OddTime.class);
		assertThat(output).contains("'soon'", "100ms");
	}

	@Test
	void negativeMailboxLimit(CapturedOutput output) {
		start(NegativeLimit.class);
		assertThat(output).contains("NegativeLimit has the mailbox limit -1.", "0 for the node's default")
			.doesNotContain("\tat ");
	}

	@Test
	void expressionThatCannotBeEvaluated(CapturedOutput output) {
		start(OddExpression.class);
		assertThat(output).contains("'#{@nobody}' in an annotation of aemp cannot be evaluated", "'nobody'")
			.doesNotContain("\tat ");
	}

	@Test
	void familyValueThatCannotTravel(CapturedOutput output) {
		start(OddValue.class);
		assertThat(output).contains("bean 'oddValue'", "java.lang.Thread", "cannot travel", "Correct 'familyValue'")
			.doesNotContain("\tat ");
	}

	@Test
	void familyListenerWithAnotherParameter(CapturedOutput output) {
		start(OddListener.class);
		assertThat(output).contains("@FamilyListener of ", "OddListener.changed", "type FamilyChange, or none")
			.doesNotContain("\tat ");
	}

	@Test
	void familyListenerWithoutAFamily(CapturedOutput output) {
		start(NoFamily.class);
		assertThat(output).contains("NoFamily.changed names no family").doesNotContain("\tat ");
	}

	@Test
	void initFunctionWithoutPort(CapturedOutput output) {
		start(NoPortParameter.class);
		assertThat(output).contains("NoPortParameter.init", "no parameter of type Port");
	}

	@Test
	void initFunctionWithATakenName(CapturedOutput output) {
		start(TakenName.class);
		assertThat(output).contains("cannot register the init function '", "taken' already", "Choose another name");
	}

	@Test
	void messageBeforeOtherParameters(CapturedOutput output) {
		start(MessageFirst.class);
		assertThat(output).contains("MessageFirst.receive", "takes all elements");
	}

	@Test
	void spawnableSingleton(CapturedOutput output) {
		SpringApplication application = application(App.class);
		application.addInitializers(
				(context) -> context.getBeanFactory().registerSingleton("spawnable", new SpawnableSingleton()));
		assertThatException().isThrownBy(application::run);
		assertThat(output).contains("not in prototype scope");
	}

	private static void start(Class<?> configuration, String... arguments) {
		assertThatException().isThrownBy(() -> application(configuration).run(arguments).close());
	}

	private static SpringApplication application(Class<?> configuration) {
		SpringApplication application = new SpringApplicationBuilder(App.class, configuration)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.build();
		application.setRegisterShutdownHook(false);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AempAutoConfiguration.class, SslAutoConfiguration.class })
	static class App {

	}

	@AempPort
	static class TwoReceivers {

		@Receive("tag")
		void one() {
		}

		@Receive({ "other", "tag" })
		void two() {
		}

	}

	@AempPort
	static class TwoDefaults {

		@Receive
		void one() {
		}

		@Receive
		void two() {
		}

	}

	static class NoPort {

		@Receive("tag")
		void receive() {
		}

	}

	@AempPort(families = "'l")
	static class ForbiddenFamily {

		@Receive
		void receive() {
		}

	}

	static class ForbiddenListener {

		@FamilyListener("a-b")
		void changed(FamilyChange event) {
		}

	}

	@AempPort(mailboxLimit = -1)
	static class NegativeLimit {

		@Receive
		void receive() {
		}

	}

	@AempPort(families = "f", familyValue = "#{@nobody}")
	static class OddExpression {

		@Receive
		void receive() {
		}

	}

	@AempPort(name = "oddValue", families = "f", familyValue = "#{T(java.lang.Thread).currentThread()}")
	static class OddValue {

		@Receive
		void receive() {
		}

	}

	static class OddListener {

		@FamilyListener("f")
		void changed(String event) {
		}

	}

	static class NoFamily {

		@FamilyListener({})
		void changed(FamilyChange event) {
		}

	}

	@AempPort
	static class Deaf {

	}

	@AempPort(restart = @Restart(Restart.Policy.NEW_INSTANCE))
	static class NewSingleton {

		@Receive
		void receive() {
		}

	}

	@AempPort(restart = @Restart(firstDelay = "soon"))
	static class OddTime {

		@Receive
		void receive() {
		}

	}

	static class NoPortParameter {

		@InitFunction("f")
		void init() {
		}

	}

	static class TakenName {

		@InitFunction("taken")
		void one(io.aemp.Port self) {
		}

		@InitFunction("::taken")
		void two(io.aemp.Port self) {
		}

	}

	@AempPort
	static class MessageFirst {

		@Receive
		void receive(io.aemp.Message all, String more) {
		}

	}

	@SpawnablePort("spawnable")
	static class SpawnableSingleton {

		@Receive
		void receive() {
		}

	}

}
