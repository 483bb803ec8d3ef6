package io.aemp.boot.conversion;

import java.lang.reflect.Type;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Maps objects as the application's mapper does, without Base64: messages have bytes. */
public final class JacksonMapping implements PojoMapping {

	private final ObjectMapper mapper;

	/**
	 * Creates the mapping.
	 * @param mapper the mapper of the application, which is copied
	 */
	public JacksonMapping(JsonMapper mapper) {
		SimpleModule bytes = new SimpleModule("aemp").addDeserializer(byte[].class, new Latin1Bytes());
		// an object without properties would arrive as nothing, and nobody would know
		this.mapper = mapper.rebuild().enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).addModule(bytes).build();
	}

	@Override
	public Object toValues(Object value) {
		Object values = this.mapper.convertValue(value, Object.class);
		Assert.notNull(values, "The mapper makes null of it");
		return values;
	}

	@Override
	public Object toObject(Object values, Type type) {
		Object object = this.mapper.convertValue(values, this.mapper.constructType(type));
		Assert.notNull(object, "The mapper makes null of it");
		return object;
	}

	private static final class Latin1Bytes extends StdDeserializer<byte[]> {

		Latin1Bytes() {
			super(byte[].class);
		}

		@Override
		public byte @Nullable [] deserialize(JsonParser parser, DeserializationContext context) {
			byte[] bytes = parser.hasToken(JsonToken.VALUE_STRING) ? Values.bytes(parser.getString()) : null;
			return (bytes != null) ? bytes : (byte[]) context.handleUnexpectedToken(byte[].class, parser);
		}

	}

}
