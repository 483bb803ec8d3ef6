package io.aemp.boot.autoconfigure;

import java.util.Objects;

import ch.qos.logback.classic.LoggerContext;
import io.aemp.Node;
import io.aemp.boot.logging.LogbackSource;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the log source and of the log catcher, each if it is wanted. */
@AutoConfiguration(after = AempAutoConfiguration.class)
@ConditionalOnBean(Node.class)
public final class AempLogAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	@ConditionalOnSwitch("aemp.log-source.enabled")
	LogSource aempLogSource(Node node) {
		return LogSource.start(node);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	@ConditionalOnProperty("aemp.log-catcher.level")
	LogCatcher aempLogCatcher(Node node, AempProperties properties) {
		return LogCatcher.start(node,
				Objects.requireNonNull(Objects.requireNonNull(properties.getLogCatcher()).level()));
	}

	/** The log of Logback. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(LoggerContext.class)
	@ConditionalOnSwitch("aemp.log-source.enabled")
	static final class LogbackConfiguration {

		@Bean
		@ConditionalOnMissingBean
		LogbackSource aempLogbackSource(LogSource source) {
			return new LogbackSource(source);
		}

	}

}
