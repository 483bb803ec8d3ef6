package io.aemp.boot.listener;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

import io.aemp.FamilyChange;
import io.aemp.annotation.FamilyListener;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.port.FamilyNames;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringValueResolver;

/** The families that a method annotated with {@link FamilyListener} listens to. */
final class ListenedFamilies {

	private ListenedFamilies() {
	}

	/**
	 * Reads the annotation of a method, and checks the method.
	 * @throws InvalidAnnotationException if there is no family, a name is not valid, or
	 * the method cannot take the event
	 */
	static Set<String> of(Class<?> type, Method method, StringValueResolver resolver) {
		FamilyListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, FamilyListener.class);
		Assert.state(annotation != null, "No annotation");
		String place = "@FamilyListener of " + type.getName() + "." + method.getName();
		requireEvent(place, method);
		Set<String> families = new LinkedHashSet<>();
		for (String family : annotation.value()) {
			String name = resolver.resolveStringValue(family);
			families.add(FamilyNames.require(place, (name != null) ? name : ""));
		}
		if (families.isEmpty()) {
			throw new InvalidAnnotationException(place + " names no family.", "Name the families to listen to.");
		}
		return families;
	}

	private static void requireEvent(String place, Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		if (parameters.length > 1 || (parameters.length == 1 && !parameters[0].isAssignableFrom(FamilyChange.class))) {
			throw new InvalidAnnotationException(
					place + " is on a method whose parameters are not supported: only the event is passed.",
					"Give the method one parameter of type FamilyChange, or none.");
		}
	}

}
