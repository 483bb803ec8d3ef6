package io.aemp.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** See {@link ConditionalOnSwitch}. */
final class OnSwitchCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MergedAnnotation<ConditionalOnSwitch> annotation = metadata.getAnnotations().get(ConditionalOnSwitch.class);
		String name = annotation.getString("value");
		BindResult<Boolean> given = Binder.get(context.getEnvironment()).bind(name, Boolean.class);
		boolean on = given.isBound() ? given.get() : annotation.getBoolean("matchIfMissing");
		return new ConditionOutcome(on,
				ConditionMessage.forCondition(ConditionalOnSwitch.class, name).because(on ? "it is on" : "it is off"));
	}

}
