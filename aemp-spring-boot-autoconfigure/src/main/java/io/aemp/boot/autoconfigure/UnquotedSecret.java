package io.aemp.boot.autoconfigure;

import java.util.Set;

import io.aemp.InvalidConfigurationException;
import io.aemp.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/**
 * Refuses a secret that YAML has read as something else than text. What was written is
 * lost by then: {@code 0123} has become 83.
 */
@ConfigurationPropertiesBinding
final class UnquotedSecret implements GenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(Number.class, Secret.class),
				new ConvertiblePair(Boolean.class, Secret.class));
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		throw new InvalidConfigurationException("secret",
				"it stands there without quotes, so YAML has read it as a "
						+ ((source instanceof Boolean) ? "boolean" : "number") + " and not as text.",
				"Write it in quotes, for example secret: '0123'.");
	}

}
