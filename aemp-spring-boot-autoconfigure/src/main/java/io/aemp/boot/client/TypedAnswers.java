package io.aemp.boot.client;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Message;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.UnsupportedTypeException;
import org.springframework.core.ResolvableType;

/** Reads answers as the types that code names, each of which is looked up once. */
final class TypedAnswers {

	private final ElementConversion conversion;

	/** The application asks for as many types as its code names. */
	private final Map<Type, AnswerReader> readers = new ConcurrentHashMap<>();

	TypedAnswers(ElementConversion conversion) {
		this.conversion = conversion;
	}

	/**
	 * What reads answers as a type.
	 * @throws IllegalArgumentException if no answer can ever be of the type
	 */
	AnswerReader reader(Type type) {
		return this.readers.computeIfAbsent(type, this::create);
	}

	private AnswerReader create(Type type) {
		if (type == Void.class) {
			return AnswerReader.ACKNOWLEDGEMENT;
		}
		if (type == Message.class) {
			return AnswerReader.WHOLE;
		}
		try {
			return AnswerReader.ofFirst(this.conversion.reader(ResolvableType.forType(type)));
		}
		catch (UnsupportedTypeException ex) {
			throw new IllegalArgumentException(
					"No answer can be read as " + type.getTypeName() + ": " + ex.problem() + ". " + ex.remedy(), ex);
		}
	}

}
