package io.aemp.boot.test.slice;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.aemp.boot.test.network.AutoConfigureAempNetwork;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * For tests that need the ports of an application and nothing else. The context has its
 * {@code @AempPort}, {@code @SpawnablePort} and {@code @AempAdvice} beans, the beans that
 * extend messaging (such as {@link io.aemp.boot.handler.MessageInterceptor
 * MessageInterceptor}), the conversion of messages and validation; no other components,
 * and no other auto-configuration. What the ports need besides is added with
 * {@code @Import} or mocked with {@code @MockitoBean}. The node is a member of an
 * in-memory network, see {@link AutoConfigureAempNetwork}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(AempTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(AempTypeExcludeFilter.class)
@AutoConfigureAemp
@AutoConfigureAempNetwork
@ImportAutoConfiguration
public @interface AempTest {

	/**
	 * Properties in the form {@literal key=value}.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Alias for {@link #ports()}.
	 * @return the classes of the beans
	 */
	@AliasFor("ports")
	Class<?>[] value() default {};

	/**
	 * The classes of the beans that are ports, if not all of them are needed.
	 * @return the classes of the beans
	 */
	@AliasFor("value")
	Class<?>[] ports() default {};

	/**
	 * Whether the beans that are described above are part of the context. Otherwise only
	 * those of {@link #includeFilters()} are.
	 * @return whether the default filters apply
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters that add beans.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters that leave beans out.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration that is left out.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
