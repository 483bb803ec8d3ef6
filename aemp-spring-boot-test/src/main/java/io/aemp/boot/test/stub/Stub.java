package io.aemp.boot.test.stub;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import io.aemp.boot.port.FamilyNames;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A field that gets a mock.
 *
 * @param field the field
 * @param family the family of the mock
 */
record Stub(Field field, String family) {

	/** The stubs of a test class, its superclasses and the classes that enclose it. */
	static List<Stub> of(Class<?> testClass) {
		List<Stub> stubs = new ArrayList<>();
		if (TestContextAnnotationUtils.searchEnclosingClass(testClass)) {
			stubs.addAll(of(testClass.getEnclosingClass()));
		}
		ReflectionUtils.doWithFields(testClass, (field) -> add(field, stubs));
		return stubs;
	}

	/** The stubs that a class declares itself. */
	static List<Stub> declaredBy(Class<?> type) {
		List<Stub> stubs = new ArrayList<>();
		ReflectionUtils.doWithLocalFields(type, (field) -> add(field, stubs));
		return stubs;
	}

	private static void add(Field field, List<Stub> stubs) {
		AempStub annotation = AnnotatedElementUtils.findMergedAnnotation(field, AempStub.class);
		if (annotation != null) {
			stubs.add(new Stub(field, FamilyNames.require(place(field), annotation.family())));
		}
	}

	private static String place(Field field) {
		return "@AempStub of field " + field.getDeclaringClass().getName() + "." + field.getName();
	}

	/** Where it is, for people. */
	String place() {
		return place(this.field);
	}

	Class<?> type() {
		return this.field.getType();
	}

	void inject(Object testInstance, Object mock) {
		ReflectionUtils.makeAccessible(this.field);
		ReflectionUtils.setField(this.field, testInstance, mock);
	}

}
