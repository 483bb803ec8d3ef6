package io.aemp.boot.handler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.aemp.ErrorAnswerException;
import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Bean Validation with Hibernate Validator. */
class BeanValidationTests {

	private static final Map<String, Object> GOOD = order("screws", 3, "Ulm");

	/** A message that is refused, and the part of the error that says why. */
	static final List<List<Object>> refused = List.of(List.of("order", order("", 3, "Ulm"), "'article': must not be"),
			List.of("order", order("geheim", -3, "Ulm"), "parameter 0, 'pieces': must be greater than or equal to 1"),
			List.of("order", order("screws", 3, ""), "'address.town': must not be blank"),
			List.of("order", order("screws", 3, null), "'address.town': must not be blank"),
			List.of("many", List.of(GOOD, order("geheim", -3, "Ulm")), "parameter 0, 'pieces': must be greater"),
			List.of("maybe", order("geheim", -3, "Ulm"), "parameter 0, 'pieces': must be greater"),
			List.of("byName", Map.of("a", order("geheim", -3, "Ulm")), "parameter 0, 'pieces': must be greater"),
			List.of("pojo", Map.of("name", "toolong"), "parameter 0, 'name': size must be between"),
			List.of("strict", order("short", 3, "Ulm"), "'article': size must be between 6 and"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(AempAutoConfiguration.class, ValidationAutoConfiguration.class, JacksonAutoConfiguration.class));

	private static Map<String, Object> order(String article, int pieces, @Nullable String town) {
		Map<String, Object> address = new LinkedHashMap<>();
		address.put("town", town);
		return Map.of("article", article, "pieces", pieces, "address", address);
	}

	@ParameterizedTest
	@FieldSource("refused")
	void whatIsNotValidIsRefusedWithoutItsContents(List<Object> example) {
		this.runner.withBean("shop", Shop.class).run((context) -> {
			assertThat(refusal(context, example.get(0), example.get(1))).contains(example.get(2).toString())
				.doesNotContain("geheim", "-3");
			assertThat(answer(context, "order", GOOD)).isEqualTo("ordered screws");
		});
	}

	@Test
	void whatIsValidIsAccepted() {
		this.runner.withBean("shop", Shop.class).run((context) -> {
			assertThat(answer(context, "many", List.of(GOOD, GOOD))).isEqualTo("2");
			assertThat(answer(context, "maybe", GOOD)).isEqualTo("ordered screws");
			assertThat(answer(context, "maybe", (Object) null)).isEqualTo("nothing");
			assertThat(answer(context, "byName", Map.of("a", GOOD))).isEqualTo("1");
			assertThat(answer(context, "pojo", Map.of("name", "ok"))).isEqualTo("ok");
			// not in the group that is asked for
			assertThat(answer(context, "strict", order("screws", -3, ""))).isEqualTo("strict");
		});
	}

	@Test
	void constraintsOnParametersOfAValidatedClass() {
		this.runner.withBean("shop", ValidatedShop.class).run((context) -> {
			assertThat(answer(context, "pieces", 3)).isEqualTo("3");
			assertThat(refusal(context, "pieces", -3)).contains("pieces").doesNotContain("-3");
			assertThat(refusal(context, "order", order("geheim", -3, "Ulm"))).contains("must be greater than")
				.doesNotContain("geheim", "-3");
			assertThat(answer(context, "pieces", 4)).isEqualTo("4");
		});
	}

	@Test
	void aConstraintThatNothingChecksStopsTheStart() {
		this.runner.withBean("shop", Unchecked.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidAnnotationException.class)
				.hasMessageContaining("Unchecked.pieces is annotated with @Min")
				.hasMessageContaining("Add @Validated"));
	}

	@Test
	void theValidatorBacksOff() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
			.withBean("shop", Shop.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("is annotated with @Valid")
				.hasMessageContaining("spring-boot-starter-validation"));
	}

	private static String answer(ApplicationContext context, Object... message) throws Exception {
		Node node = context.getBean(Node.class);
		String port = context.getBean(AempPorts.class).find("shop").orElseThrow().id();
		return node.call(port, message).get(60, TimeUnit.SECONDS).text(0);
	}

	private static String refusal(ApplicationContext context, Object... message) {
		String[] text = new String[1];
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer(context, message))
			.withCauseInstanceOf(ErrorAnswerException.class)
			.satisfies((ex) -> text[0] = ex.getCause().getMessage());
		assertThat(text[0]).contains("bad_message");
		return text[0];
	}

	interface Strict {

	}

	record Order(@NotBlank @Size(min = 6, max = 20, groups = Strict.class) String article, @Min(1) int pieces,
			@Valid @NotNull Address address) {

	}

	record Address(@NotBlank String town) {

	}

	static class Pojo {

		@Size(max = 3)
		private String name = "";

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	@AempPort
	static class Shop {

		@Receive("order")
		String order(@Valid Order order) {
			return "ordered " + order.article();
		}

		@Receive("many")
		String many(@Valid List<Order> orders) {
			return String.valueOf(orders.size());
		}

		@Receive("maybe")
		String maybe(@Valid Optional<Order> order) {
			return order.map(this::order).orElse("nothing");
		}

		@Receive("byName")
		String byName(@Valid Map<String, Order> orders) {
			return String.valueOf(orders.size());
		}

		@Receive("pojo")
		String pojo(@Valid Pojo pojo) {
			return pojo.getName();
		}

		@Receive("strict")
		String strict(@Validated(Strict.class) Order order) {
			return "strict";
		}

	}

	@AempPort
	@Validated
	static class ValidatedShop {

		@Receive("pieces")
		String pieces(@Min(1) int pieces) {
			return String.valueOf(pieces);
		}

		@Receive("order")
		String order(@Valid Order order) {
			return "ordered";
		}

	}

	@AempPort
	static class Unchecked {

		@Receive("pieces")
		void pieces(@Min(1) int pieces) {
		}

	}

}
