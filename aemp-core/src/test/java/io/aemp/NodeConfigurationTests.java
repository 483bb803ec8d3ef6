package io.aemp;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tests for {@link NodeConfiguration} and {@link NodeConfigurationBuilder}. */
class NodeConfigurationTests {

	/** What is computed from settings. */
	private static final Set<String> DERIVED = Set.of("toBuilder", "isNetworked", "isSeeded", "credentials", "hashCode",
			"toString");

	private static final NodeConfiguration DEFAULTS = NodeConfiguration.builder().build();

	/** Each setting by name, and what gives it a value that is not its default. */
	private final Map<String, Consumer<NodeConfigurationBuilder>> changes;

	NodeConfigurationTests() throws NoSuchAlgorithmException {
		this.changes = changes();
	}

	@Test
	void hasAChangeForEachSetting() {
		List<String> settings = Arrays.stream(NodeConfiguration.class.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
					&& method.getParameterCount() == 0 && !DERIVED.contains(method.getName()))
			.map(Method::getName)
			.toList();
		assertThat(this.changes.keySet()).containsExactlyInAnyOrderElementsOf(settings);
	}

	@Test
	void differsInEachSetting() throws Exception {
		for (Map.Entry<String, Consumer<NodeConfigurationBuilder>> change : this.changes.entrySet()) {
			NodeConfigurationBuilder builder = NodeConfiguration.builder();
			change.getValue().accept(builder);
			NodeConfiguration changed = builder.build();
			Method accessor = NodeConfiguration.class.getMethod(change.getKey());
			assertThat(changed).as(change.getKey()).isNotEqualTo(DEFAULTS);
			assertThat(accessor.invoke(changed)).as(change.getKey()).isNotEqualTo(accessor.invoke(DEFAULTS));
			for (String other : this.changes.keySet()) {
				// the query timeout follows the monitor timeout until it is set
				if (!other.equals(change.getKey())
						&& !(other.equals("queryTimeout") && change.getKey().equals("monitorTimeout"))) {
					Method otherAccessor = NodeConfiguration.class.getMethod(other);
					assertThat(otherAccessor.invoke(changed)).as(other).isEqualTo(otherAccessor.invoke(DEFAULTS));
				}
			}
		}
	}

	@Test
	void textFormHasNoControlCharacters() {
		String text = NodeConfiguration.builder()
			.nodeId("a\nb")
			.services(List.of(new Service("c\u007f", List.of("d\u0001"))))
			.build()
			.toString();
		assertThat(text).contains("a.b", "c.", "d.");
		assertThat(text.chars().noneMatch(Character::isISOControl)).isTrue();
	}

	@Test
	void builderOfAConfigurationKeepsAllSettings() {
		NodeConfiguration changed = allChanged();
		NodeConfiguration same = changed.toBuilder().build();
		assertThat(same).isEqualTo(changed).hasSameHashCodeAs(changed).hasToString(changed.toString());
	}

	@Test
	void isNotChangedByItsBuilders() {
		NodeConfigurationBuilder builder = NodeConfiguration.builder().nodeId("first");
		NodeConfiguration first = builder.build();
		NodeConfiguration second = builder.nodeId("second").build();
		first.toBuilder().nodeId("third");
		assertThat(first.nodeId()).isEqualTo("first");
		assertThat(second.nodeId()).isEqualTo("second");
	}

	@Test
	void isNotChangedByTheListsItWasMadeOf() {
		List<String> seeds = new ArrayList<>(List.of("a:1"));
		NodeConfigurationBuilder builder = NodeConfiguration.builder().seeds(seeds);
		seeds.add("b:2");
		assertThat(builder.build().seeds()).containsExactly("a:1");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> builder.build().seeds().add("c:3"));
		List<String> withNull = Arrays.asList("a:1", null);
		assertThatNullPointerException().isThrownBy(() -> builder.seeds(withNull));
	}

	@Test
	void hasAValueForEachSettingThatNeedsOne() {
		for (Method setter : NodeConfigurationBuilder.class.getMethods()) {
			if (setter.getDeclaringClass() == Object.class || setter.getParameterCount() == 0
					|| setter.getParameterTypes()[0].isPrimitive()
					|| setter.getAnnotatedParameterTypes()[0].isAnnotationPresent(Nullable.class)) {
				continue;
			}
			assertThatThrownBy(() -> {
				NodeConfigurationBuilder builder = NodeConfiguration.builder();
				setter.invoke(builder, new Object[] { null });
				builder.build();
			}).as(setter.getName())
				.satisfiesAnyOf((ex) -> assertThat(ex).isInstanceOf(NullPointerException.class),
						(ex) -> assertThat(ex).hasCauseInstanceOf(NullPointerException.class));
		}
	}

	@Test
	void namesEachSettingInItsTextAndShowsNoSecret() {
		assertThat(allChanged().toString()).startsWith("NodeConfiguration{nodeId=changed, ")
			.contains(this.changes.keySet())
			.contains("secret=******", "acceptedSecrets=[******]", "tls=******")
			.doesNotContain("geheim", "versteckt");
	}

	private NodeConfiguration allChanged() {
		NodeConfigurationBuilder builder = NodeConfiguration.builder();
		this.changes.values().forEach((change) -> change.accept(builder));
		return builder.build();
	}

	private static Map<String, Consumer<NodeConfigurationBuilder>> changes() throws NoSuchAlgorithmException {
		TlsIdentity identity = TlsIdentity.of(KeyManagerFactory.getInstance("PKIX"),
				TrustManagerFactory.getInstance("PKIX"));
		Map<String, Consumer<NodeConfigurationBuilder>> changes = new LinkedHashMap<>();
		changes.put("nodeId", (builder) -> builder.nodeId("changed"));
		changes.put("binds", (builder) -> builder.binds("127.0.0.1:0"));
		changes.put("advertise", (builder) -> builder.advertise("node.example.org:4040"));
		changes.put("seedSources", (builder) -> builder.seedSources(List::of));
		changes.put("seedInterval", (builder) -> builder.seedInterval(Duration.ofSeconds(5)));
		changes.put("seeds", (builder) -> builder.seeds("127.0.0.1:1"));
		changes.put("secret", (builder) -> builder.secret("geheim"));
		changes.put("acceptedSecrets", (builder) -> builder.acceptedSecrets(List.of(Secret.of("versteckt"))));
		changes.put("tls", (builder) -> builder.tls(identity));
		changes.put("taskDecorator", (builder) -> builder.taskDecorator((task) -> task));
		changes.put("sendInterceptor", (builder) -> builder.sendInterceptor((port, message) -> message));
		changes.put("executionPolicy", (builder) -> builder.executionPolicy(ExecutionPolicy.REFUSE));
		changes.put("monitorTimeout", (builder) -> builder.monitorTimeout(Duration.ofSeconds(1)));
		changes.put("queryTimeout", (builder) -> builder.queryTimeout(Duration.ofSeconds(2)));
		changes.put("connectInterval", (builder) -> builder.connectInterval(Duration.ofSeconds(1)));
		changes.put("framings", (builder) -> builder.framings("json"));
		changes.put("customFramings", (builder) -> builder.customFramings(new NoFraming()));
		changes.put("authOffer", (builder) -> builder.authOffer("hmac_sha3_512"));
		changes.put("authAccept", (builder) -> builder.authAccept("hmac_sha3_512"));
		changes.put("autocork", (builder) -> builder.autocork(true));
		changes.put("nodelay", (builder) -> builder.nodelay(false));
		changes.put("busyPoll", (builder) -> builder.busyPoll(Duration.ZERO));
		changes.put("loopSharing", (builder) -> builder.loopSharing(false));
		changes.put("strictLocalSends", (builder) -> builder.strictLocalSends(true));
		changes.put("tracePackets", (builder) -> builder.tracePackets(true));
		changes.put("greeting", (builder) -> builder.greeting(Map.of("rack", "a7")));
		changes.put("services", (builder) -> builder.services(new Service("start", List.of())));
		changes.put("globalMode", (builder) -> builder.globalMode(NodeConfiguration.GlobalMode.NEVER));
		changes.put("limits", (builder) -> builder.limits(Limits.builder().nesting(1).build()));
		changes.put("flowControl", (builder) -> builder.flowControl(FlowControl.builder().sendLow(1).build()));
		changes.put("failureDetector", (builder) -> builder.failureDetector(FailureDetector.OFF));
		changes.put("admission", (builder) -> builder.admission(new Admission(List.of("a"), List.of(), false)));
		changes.put("observers", (builder) -> builder.observers(new NodeObserver() {
		}));
		return changes;
	}

	private static final class NoFraming implements Framing {

		@Override
		public String name() {
			return "none";
		}

		@Override
		public byte[] encode(String port, Message message, PacketLimits limits) {
			return new byte[0];
		}

		@Override
		public Decoder decoder(PacketLimits limits) {
			return (ByteBuffer input, PacketSink sink) -> input.position(input.limit());
		}

	}

}
