package io.aemp.boot.autoconfigure;

import io.aemp.boot.conversion.JacksonMapping;
import io.aemp.boot.conversion.PojoMapping;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Converts objects by the application's mapper, if Jackson is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JsonMapper.class)
class PojoMappingConfiguration {

	@Bean
	@ConditionalOnSingleCandidate(JsonMapper.class)
	@ConditionalOnMissingBean
	PojoMapping aempPojoMapping(JsonMapper mapper) {
		return new JacksonMapping(mapper);
	}

}
