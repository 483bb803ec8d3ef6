package io.aemp.boot.conversion;

import io.aemp.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;

/**
 * The conversion of the auto-configuration. It makes a reader and a writer once for each
 * type, whoever asks for it: at the first element, since the handles for a record take
 * milliseconds, which the start of an application need not wait for.
 */
public final class TypeConversion implements ElementConversion {

	private final Readers readers;

	private final Writers writers;

	private final TypeChecks checks;

	/**
	 * Creates a conversion that knows records, but no other objects of the application.
	 * @param conversionService converts types that messages do not have to text and back
	 */
	public TypeConversion(ConversionService conversionService) {
		this(conversionService, null, Limits.builder().build().nesting());
	}

	/**
	 * Creates the conversion.
	 * @param conversionService converts types that messages do not have to text and back
	 * @param pojos converts all other objects, {@code null} if none can be converted
	 * @param nesting how many levels deep lists and maps may be nested in a result
	 */
	public TypeConversion(ConversionService conversionService, @Nullable PojoMapping pojos, int nesting) {
		ObjectConverter objects = new ObjectConverter(conversionService, pojos);
		RecordShapes shapes = new RecordShapes();
		this.readers = new Readers(objects, shapes);
		this.writers = new Writers(objects, shapes, nesting);
		this.checks = new TypeChecks(objects);
	}

	@Override
	public ElementReader reader(ResolvableType type) {
		this.checks.require(type, false);
		return this.readers.later(type);
	}

	@Override
	public ElementWriter writer(ResolvableType type) {
		this.checks.require(type, true);
		ValueWriter writer = this.writers.later(type);
		return (value) -> writer.write(value, 0);
	}

}
