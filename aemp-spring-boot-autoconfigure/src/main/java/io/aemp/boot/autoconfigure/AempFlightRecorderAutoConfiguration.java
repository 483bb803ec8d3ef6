package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.flightrecorder.HandlerRecorder;
import io.aemp.boot.flightrecorder.NodeRecorder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of events for JDK Flight Recorder, where the JDK has it. */
@AutoConfiguration(after = AempAutoConfiguration.class)
@ConditionalOnClass(name = "jdk.jfr.Event")
@ConditionalOnBean(Node.class)
public final class AempFlightRecorderAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NodeRecorder aempNodeRecorder() {
		return new NodeRecorder();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSwitch("aemp.record-handlers")
	HandlerRecorder aempHandlerRecorder() {
		return new HandlerRecorder();
	}

}
