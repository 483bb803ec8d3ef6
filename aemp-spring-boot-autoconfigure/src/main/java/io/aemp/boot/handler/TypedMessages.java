package io.aemp.boot.handler;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Message;
import io.aemp.Values;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementReader;
import io.aemp.boot.conversion.ElementWriter;
import io.aemp.boot.conversion.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

/**
 * Reads and writes the elements of messages as the types of the application, for code
 * that receives and sends by itself, such as that of an
 * {@link io.aemp.annotation.AempProcess @AempProcess}. The types are those of the
 * parameters and results of {@link io.aemp.annotation.Receive @Receive} methods. An
 * application has one bean of this type. Any thread may call it.
 */
public final class TypedMessages {

	private final ElementConversion conversion;

	/** The application asks for as many types as its code names. */
	private final Map<Type, ElementReader> readers = new ConcurrentHashMap<>();

	private final ElementWriter writer;

	/**
	 * Creates the reader and writer.
	 * @param conversion converts the elements
	 */
	public TypedMessages(ElementConversion conversion) {
		this.conversion = conversion;
		this.writer = conversion.writer(ResolvableType.forClass(Object.class));
	}

	/**
	 * Reads an element.
	 * @param message the message
	 * @param index the position of the element, 0 for the first one
	 * @param type the type
	 * @param <T> the type
	 * @return the value
	 * @throws MessageBindingException if the message has no such element, or it is
	 * {@code null} or not of the type; its text does not show the element
	 * @throws IllegalArgumentException if no element can ever be of the type
	 */
	public <T> T read(Message message, int index, Class<T> type) {
		return readAs(message, index, type);
	}

	/**
	 * Reads an element as a generic type. One that is missing or {@code null} is an empty
	 * {@code Optional}.
	 * @param message the message
	 * @param index the position of the element, 0 for the first one
	 * @param type the type
	 * @param <T> the type
	 * @return the value
	 * @throws MessageBindingException if the message has no such element, or it is
	 * {@code null} or not of the type; its text does not show the element
	 * @throws IllegalArgumentException if no element can ever be of the type
	 */
	public <T> T read(Message message, int index, ParameterizedTypeReference<T> type) {
		return readAs(message, index, type.getType());
	}

	@SuppressWarnings("unchecked")
	private <T> T readAs(Message message, int index, Type type) {
		ElementReader reader = this.readers.computeIfAbsent(type, this::reader);
		@Nullable Object element = (index < message.size()) ? message.get(index) : null;
		@Nullable Object value;
		try {
			value = reader.read(element);
		}
		catch (RuntimeException ex) {
			throw new MessageBindingException("Element " + index + " does not fit " + type.getTypeName(),
					Values.display(element) + ": " + ex.getMessage());
		}
		if (value == null) {
			throw new MessageBindingException("Element " + index + " is to be " + type.getTypeName() + ", and is "
					+ ((index < message.size()) ? "null" : "missing"), message.toString());
		}
		return (T) value;
	}

	private ElementReader reader(Type type) {
		try {
			return this.conversion.reader(ResolvableType.forType(type));
		}
		catch (UnsupportedTypeException ex) {
			throw new IllegalArgumentException(
					"No element can be read as " + type.getTypeName() + ": " + ex.problem() + ". " + ex.remedy(), ex);
		}
	}

	/**
	 * Writes a message, in the same form for a port of this node and for another one: a
	 * record becomes a map, for example.
	 * @param elements the elements
	 * @return the message
	 * @throws IllegalArgumentException if an element cannot travel
	 */
	public Message write(@Nullable Object... elements) {
		@Nullable Object[] written = new Object[elements.length];
		for (int i = 0; i < elements.length; i++) {
			written[i] = this.writer.write(elements[i]);
		}
		return Message.of(written);
	}

}
