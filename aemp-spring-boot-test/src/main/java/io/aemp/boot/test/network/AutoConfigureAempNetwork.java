package io.aemp.boot.test.network;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.boot.test.context.PropertyMapping.Skip;

/**
 * Sets the {@link AempNetwork} of a test. Tests with all auto-configuration have one
 * without this annotation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("aemp-test.network")
public @interface AutoConfigureAempNetwork {

	/**
	 * Whether the node is a member of an in-memory network. Otherwise it uses the real
	 * network, with the settings of the application.
	 * @return whether the network is in memory
	 */
	@PropertyMapping(skip = Skip.ON_DEFAULT_VALUE)
	boolean inMemory() default true;

	/**
	 * Who sets the clock of the network.
	 * @return {@link AempClock.Mode#MANUAL} if time is to stand still until
	 * {@link AempClock#advance}
	 */
	@PropertyMapping(skip = Skip.ON_DEFAULT_VALUE)
	AempClock.Mode clock() default AempClock.Mode.REAL;

	/**
	 * Decides what is left to chance in the network. It does not decide the order of what
	 * threads do.
	 * @return the seed
	 */
	@PropertyMapping(skip = Skip.ON_DEFAULT_VALUE)
	long seed() default 0;

}
