package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;

/** Validates the arguments of one method. */
final class ArgumentValidation {

	/** The violations that a text has at most. */
	private static final int MAX_VIOLATIONS = 10;

	private static final Set<String> VIOLATIONS = Set.of("jakarta.validation.ConstraintViolationException",
			"org.springframework.validation.method.MethodValidationException");

	private final List<Checked> checked;

	ArgumentValidation(List<Checked> checked) {
		this.checked = checked;
	}

	/**
	 * Validates arguments.
	 * @param arguments the arguments of a call
	 * @return what is wrong, without the values that were rejected; {@code null} if
	 * nothing is
	 */
	@Nullable String violations(@Nullable Object[] arguments) {
		if (this.checked.isEmpty()) {
			return null;
		}
		StringJoiner violations = new StringJoiner("; ").setEmptyValue("");
		for (Checked parameter : this.checked) {
			validate(arguments[parameter.index], parameter, violations);
		}
		return (violations.length() > 0) ? violations.toString() : null;
	}

	/**
	 * Whether an exception tells that Spring's method validation has refused arguments.
	 * It is thrown by the proxy of the bean, before the method runs: an exception of the
	 * same class that comes from within the method says nothing of the message.
	 * @param failure what a call of the method has thrown
	 * @param method the method
	 * @return whether the method did not run because of its arguments
	 */
	static boolean isViolation(Throwable failure, Method method) {
		String text = String.valueOf(failure.getMessage());
		return VIOLATIONS.contains(failure.getClass().getName()) && !text.contains("<return value>")
				&& Arrays.stream(failure.getStackTrace())
					.noneMatch((frame) -> frame.getMethodName().equals(method.getName())
							&& frame.getClassName().equals(method.getDeclaringClass().getName()));
	}

	private static void validate(@Nullable Object value, Checked parameter, StringJoiner violations) {
		if (value instanceof Optional<?> optional) {
			validate(optional.orElse(null), parameter, violations);
		}
		else if (value instanceof Collection<?> collection) {
			collection.forEach((element) -> validate(element, parameter, violations));
		}
		else if (value instanceof Map<?, ?> map) {
			map.values().forEach((element) -> validate(element, parameter, violations));
		}
		else if (value instanceof Object[] array) {
			Arrays.asList(array).forEach((element) -> validate(element, parameter, violations));
		}
		else if (value != null && !ObjectUtils.isArray(value) && parameter.validator.supports(value.getClass())) {
			Errors errors = new BeanPropertyBindingResult(value, "argument");
			if (parameter.validator instanceof SmartValidator smart) {
				smart.validate(value, errors, parameter.hints);
			}
			else {
				parameter.validator.validate(value, errors);
			}
			errors.getAllErrors()
				.stream()
				.limit(MAX_VIOLATIONS)
				.forEach((error) -> violations.add("parameter " + parameter.index + describe(error)));
		}
	}

	private static String describe(ObjectError error) {
		String what = (error.getDefaultMessage() != null) ? error.getDefaultMessage() : error.getCode();
		return ((error instanceof FieldError field) ? ", '" + field.getField() + "': " : ": ") + what;
	}

	/**
	 * A parameter that is validated.
	 *
	 * @param index its index
	 * @param hints the validation groups
	 * @param validator validates it
	 */
	record Checked(int index, Object[] hints, Validator validator) {

	}

}
