package io.aemp.boot.conversion;

import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;

/** The conversion of the auto-configuration. */
public final class TypeConversion implements ElementConversion {

	private final ElementConverter converter;

	private final ResultConverter results;

	/**
	 * Creates the conversion.
	 * @param conversionService converts to types that messages do not support
	 */
	public TypeConversion(ConversionService conversionService) {
		this.converter = new ElementConverter(conversionService);
		this.results = new ResultConverter(new RecordConverter(this.converter));
	}

	@Override
	public ElementReader reader(ResolvableType type) {
		return (element) -> this.converter.convert(element, type);
	}

	@Override
	public ElementWriter writer(ResolvableType type) {
		return this.results::convert;
	}

}
