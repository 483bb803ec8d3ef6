package io.aemp.boot.handler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link ArgumentValidators}. */
class ArgumentValidatorsTests {

	private final ArgumentValidators validators = new ArgumentValidators(PositivePrices::new, () -> false);

	@Test
	void validatesWhatIsAnnotated() {
		ArgumentValidation validation = this.validators.of(method("one"), Prices.class);
		assertThat(validation.violations(new Object[] { "screws", new Price(7) })).isNull();
		assertThat(validation.violations(new Object[] { "screws", new Price(-7) }))
			.isEqualTo("parameter 1, 'cents': must be positive");
		assertThat(validation.violations(new Object[] { "screws", null })).isNull();
	}

	@Test
	void validatesElements() {
		ArgumentValidation validation = this.validators.of(method("many"), Prices.class);
		assertThat(validation.violations(new Object[] { List.of(new Price(1), new Price(-1)),
				Map.of("a", new Price(-2)), Optional.of(new Price(-3)), new Price[] { new Price(-4) } }))
			.isEqualTo("parameter 0, 'cents': must be positive; parameter 1, 'cents': must be positive;"
					+ " parameter 2, 'cents': must be positive; parameter 3, 'cents': must be positive");
	}

	@Test
	void doesNotAskForAValidatorThatNobodyNeeds() {
		ArgumentValidators none = new ArgumentValidators(() -> {
			throw new AssertionError("asked");
		}, () -> false);
		assertThat(none.of(method("plain"), Prices.class).violations(new Object[] { new Price(-7) })).isNull();
	}

	@Test
	void refusesAParameterThatNothingValidates() {
		ArgumentValidators none = new ArgumentValidators(() -> null, () -> false);
		for (String method : List.of("one", "many", "likeJakarta")) {
			assertThatExceptionOfType(InvalidAnnotationException.class)
				.isThrownBy(() -> none.of(method(method), Prices.class))
				.satisfies((ex) -> assertThat(ex.problem()).contains("Prices." + method, "nothing validates it"))
				.satisfies((ex) -> assertThat(ex.remedy()).contains("spring-boot-starter-validation"));
		}
	}

	@Test
	void refusesConstraintsThatNothingChecks() {
		for (Class<?> type : List.of(Limited.class, ValidatedLimited.class)) {
			assertThatExceptionOfType(InvalidAnnotationException.class)
				.isThrownBy(() -> this.validators.of(setter(type), type))
				.satisfies((ex) -> assertThat(ex.problem()).contains("Parameter 0", ".set", "@Min",
						(type == Limited.class) ? "annotated with @Validated" : "MethodValidationPostProcessor"));
		}
		assertThat(new ArgumentValidators(() -> null, () -> true)
			.of(setter(ValidatedLimited.class), ValidatedLimited.class)
			.violations(new Object[] { 1 })).isNull();
	}

	private static Method setter(Class<?> type) {
		return Objects.requireNonNull(ReflectionUtils.findMethod(type, "set", int.class));
	}

	private static Method method(String name) {
		for (Method method : Prices.class.getDeclaredMethods()) {
			if (method.getName().equals(name)) {
				return method;
			}
		}
		throw new IllegalArgumentException(name);
	}

	/** By its name, as Spring recognises the one of jakarta.validation. */
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Valid {

	}

	record Price(long cents) {

		public long getCents() {
			return this.cents;
		}

	}

	static class Prices {

		void one(String article, @Validated Price price) {
		}

		void many(@Validated List<Price> list, @Validated Map<String, Price> map, @Validated Optional<Price> optional,
				@Validated Price[] array) {
		}

		void likeJakarta(@Valid Price price) {
		}

		void plain(@Nullable Price price) {
		}

	}

	static class Limited {

		void set(@Min(1) int number) {
		}

	}

	@Validated
	static class ValidatedLimited {

		void set(@Min(1) int number) {
		}

	}

	static class PositivePrices implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Price.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			if (((Price) target).cents() < 0) {
				errors.rejectValue("cents", "negative", "must be positive");
			}
		}

	}

}
