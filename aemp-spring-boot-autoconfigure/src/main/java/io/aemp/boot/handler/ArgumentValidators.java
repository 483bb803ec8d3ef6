package io.aemp.boot.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * Validates the arguments of methods whose parameters are annotated with {@code @Valid}
 * or {@code @Validated}. What would not be validated, though it is annotated so, is
 * refused when the application starts.
 */
public final class ArgumentValidators {

	private static final String CONSTRAINT = "jakarta.validation.Constraint";

	private static final String REMEDY = "Add spring-boot-starter-validation, define a bean of type Validator, or"
			+ " remove the annotation.";

	private final Supplier<@Nullable Validator> validator;

	private final BooleanSupplier methodValidation;

	/**
	 * Creates the validators.
	 * @param validator supplies the validator of the application, {@code null} if there
	 * is none; asked when a parameter needs it
	 * @param methodValidation whether classes annotated with {@code @Validated} get a
	 * proxy that checks constraints on parameters
	 */
	public ArgumentValidators(Supplier<@Nullable Validator> validator, BooleanSupplier methodValidation) {
		this.validator = SingletonSupplier.ofNullable(validator);
		this.methodValidation = methodValidation;
	}

	/**
	 * What validates the arguments of a method.
	 * @param method the method
	 * @param beanType the class of its bean
	 * @return its validation, which does nothing if no parameter is annotated
	 * @throws InvalidAnnotationException if a parameter is annotated, but nothing would
	 * validate it
	 */
	ArgumentValidation of(Method method, Class<?> beanType) {
		List<ArgumentValidation.Checked> checked = new ArrayList<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			MethodParameter parameter = new MethodParameter(method, i).withContainingClass(beanType);
			for (Annotation annotation : parameter.getParameterAnnotations()) {
				Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
				if (hints != null) {
					checked.add(new ArgumentValidation.Checked(i, hints, validator(parameter, annotation)));
				}
				requireMethodValidation(parameter, annotation, beanType);
			}
		}
		return new ArgumentValidation(checked);
	}

	private Validator validator(MethodParameter parameter, Annotation annotation) {
		Validator found = this.validator.get();
		if (found == null) {
			throw new InvalidAnnotationException(
					place(parameter, annotation) + ", but nothing validates it: the application has no bean of type"
							+ " org.springframework.validation.Validator, or several and none is primary.",
					REMEDY);
		}
		return found;
	}

	private void requireMethodValidation(MethodParameter parameter, Annotation annotation, Class<?> beanType) {
		boolean constraint = MergedAnnotations.from(annotation.annotationType(), SearchStrategy.DIRECT)
			.isPresent(CONSTRAINT);
		if (!constraint) {
			return;
		}
		if (!AnnotatedElementUtils.hasAnnotation(beanType, Validated.class)) {
			throw new InvalidAnnotationException(
					place(parameter, annotation)
							+ ", but constraints on parameters are checked only in classes that are"
							+ " annotated with @Validated.",
					"Add @Validated (of org.springframework.validation.annotation) to the class, or put the constraint"
							+ " on a component of a record and @Valid on the parameter.");
		}
		if (!this.methodValidation.getAsBoolean()) {
			throw new InvalidAnnotationException(place(parameter, annotation)
					+ ", but nothing checks it: the application has no MethodValidationPostProcessor.", REMEDY);
		}
	}

	private static String place(MethodParameter parameter, Annotation annotation) {
		return "Parameter " + parameter.getParameterIndex() + " of method " + BeanMethod.name(parameter.getExecutable())
				+ " is annotated with @" + annotation.annotationType().getSimpleName();
	}

}
