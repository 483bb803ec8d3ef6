package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.runtime.OperatorRequests;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of answers to the command {@code aemp}, each if it is wanted.
 */
@AutoConfiguration(after = AempAutoConfiguration.class)
@ConditionalOnBean(Node.class)
public final class AempOperatorRequestsAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(name = "aempOperatorQuestions")
	@ConditionalOnSwitch("aemp.operator-requests.questions")
	OperatorAnswers aempOperatorQuestions(Node node) {
		return OperatorAnswers.of(node, () -> OperatorRequests.answerQuestions(node));
	}

	/** What an operator may end. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSwitch("aemp.operator-requests.restart")
	static final class RestartConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ApplicationRestart aempApplicationRestart(ApplicationContext context) {
			return new ExitingRestart(context, System::exit);
		}

		@Bean(destroyMethod = "close")
		@ConditionalOnMissingBean(name = "aempOperatorRestart")
		OperatorAnswers aempOperatorRestart(Node node, ApplicationRestart restart) {
			return OperatorAnswers.of(node, () -> OperatorRequests.answerRestart(node, restart::restart));
		}

	}

}
