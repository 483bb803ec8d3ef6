package io.aemp.boot.conversion;

import java.time.Duration;
import java.util.Map;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.port.AempPorts;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The conversion in an application: which beans it uses, and where it backs off. */
class ConversionConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void pojosAreMappedByTheMapperOfTheApplication() {
		this.runner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
			.withBean("shop", Shop.class)
			.run((context) -> {
				Node node = context.getBean(Node.class);
				String port = context.getBean(AempPorts.class).find("shop").orElseThrow().id();
				Message answer = node
					.call(port, Message.of("double", Map.of("item_name", "screw", "count", 2)), Duration.ofSeconds(60))
					.get();
				assertThat(answer).isEqualTo(Message.of(Map.of("item_name", "screw", "count", 4)));
			});
	}

	@Test
	void withoutAMapperAPojoAsResultIsToldAtTheStart() {
		for (ApplicationContextRunner without : new ApplicationContextRunner[] { this.runner,
				this.runner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
					.withClassLoader(new FilteredClassLoader(JsonMapper.class)) }) {
			without.withBean("shop", Shop.class)
				.run((context) -> assertThat(context).getFailure()
					.isInstanceOfSatisfying(InvalidAnnotationException.class, (ex) -> {
						assertThat(ex.problem()).contains("Shop.twice", "Item");
						assertThat(ex.remedy()).contains("spring-boot-jackson");
					}));
		}
	}

	@Test
	void backsOff() {
		PojoMapping mapping = new JacksonMapping(JsonMapper.builder().build());
		this.runner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withBean(PojoMapping.class, () -> mapping)
			.run((context) -> assertThat(context.getBean(PojoMapping.class)).isSameAs(mapping));
		ElementConversion conversion = new ElementConversion() {

			@Override
			public ElementReader reader(ResolvableType type) {
				return (element) -> element;
			}

			@Override
			public ElementWriter writer(ResolvableType type) {
				return (value) -> value;
			}

		};
		this.runner.withBean(ElementConversion.class, () -> conversion)
			.run((context) -> assertThat(context.getBean(ElementConversion.class)).isSameAs(conversion));
	}

	@Test
	void anObjectWithoutPropertiesCannotTravel() {
		PojoMapping mapping = new JacksonMapping(JsonMapper.builder().build());
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> mapping.toValues(new Object()));
	}

	@AempPort
	static class Shop {

		@Receive("double")
		Item twice(Item item) {
			item.setCount(2 * item.getCount());
			return item;
		}

	}

	public static class Item {

		private String itemName = "";

		private int count;

		public String getItemName() {
			return this.itemName;
		}

		public void setItemName(String itemName) {
			this.itemName = itemName;
		}

		public int getCount() {
			return this.count;
		}

		public void setCount(int count) {
			this.count = count;
		}

	}

}
