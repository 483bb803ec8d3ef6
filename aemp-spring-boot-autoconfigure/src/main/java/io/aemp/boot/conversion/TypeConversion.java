package io.aemp.boot.conversion;

import io.aemp.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;

/** The conversion of the auto-configuration. */
public final class TypeConversion implements ElementConversion {

	private final ElementConverter elements;

	private final ResultConverter results;

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
		this.elements = new ElementConverter(objects);
		this.results = new ResultConverter(new RecordConverter(this.elements), objects, nesting);
		this.checks = new TypeChecks(objects);
	}

	@Override
	public ElementReader reader(ResolvableType type) {
		this.checks.require(type, false);
		return (element) -> this.elements.convert(element, type);
	}

	@Override
	public ElementWriter writer(ResolvableType type) {
		this.checks.require(type, true);
		return this.results::convert;
	}

}
