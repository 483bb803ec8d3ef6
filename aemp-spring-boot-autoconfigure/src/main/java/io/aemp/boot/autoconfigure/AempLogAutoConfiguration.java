package io.aemp.boot.autoconfigure;

import java.util.Objects;

import ch.qos.logback.classic.LoggerContext;
import io.aemp.Node;
import io.aemp.boot.logging.HandlerLogContext;
import io.aemp.boot.logging.LogLimit;
import io.aemp.boot.logging.LogbackSource;
import io.aemp.boot.port.MockedNode;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the log source, the log catcher and the log context, each if it
 * is wanted.
 */
@AutoConfiguration(after = AempAutoConfiguration.class)
@ConditionalOnBean(Node.class)
public final class AempLogAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	@ConditionalOnSwitch("aemp.log-source.enabled")
	@Nullable LogSource aempLogSource(Node node) {
		// the mock of a test sends nothing
		return MockedNode.is(node) ? null : LogSource.start(node);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	@ConditionalOnProperty("aemp.log-catcher.level")
	@Nullable LogCatcher aempLogCatcher(Node node, AempProperties properties) {
		LogLevel level = Objects.requireNonNull(Objects.requireNonNull(properties.getLogCatcher()).level());
		return MockedNode.is(node) ? null : LogCatcher.start(node, level);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSwitch("aemp.log-context")
	HandlerLogContext aempHandlerLogContext(Node node) {
		return new HandlerLogContext(node.id());
	}

	/** The log of Logback. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(LoggerContext.class)
	@ConditionalOnSwitch("aemp.log-source.enabled")
	static final class LogbackConfiguration {

		@Bean
		@ConditionalOnMissingBean
		LogLimit aempLogLimit() {
			return new LogLimit();
		}

		@Bean
		@ConditionalOnMissingBean
		@Nullable LogbackSource aempLogbackSource(ObjectProvider<LogSource> source, LogLimit limit) {
			LogSource present = source.getIfAvailable();
			return (present != null) ? new LogbackSource(present, limit) : null;
		}

	}

}
