package io.aemp.boot.port;

import org.junit.jupiter.api.Test;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;

/** Which beans are looked up once. */
class BeanReferenceTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final RootBeanDefinition definition = new RootBeanDefinition(Counted.class, Counted::new);

	private final BeanReference reference = new BeanReference(this.beanFactory, "counted");

	@Test
	void aSingletonIsLookedUpOnceAndNotBeforeItIsNeeded() {
		this.definition.setLazyInit(true);
		this.beanFactory.registerBeanDefinition("counted", this.definition);
		assertThat(this.beanFactory.containsSingleton("counted")).isFalse();
		Object bean = this.reference.get();
		this.beanFactory.destroySingleton("counted");
		assertThat(this.reference.get()).isSameAs(bean);
	}

	@Test
	void aScopeMayHaveAnotherInstanceEachTime() {
		this.definition.setScope("prototype");
		this.beanFactory.registerBeanDefinition("counted", this.definition);
		assertThat(this.reference.get()).isNotSameAs(this.reference.get());
	}

	@Test
	void aScopedProxyFindsItsTargetEachTime() {
		this.beanFactory.registerScope("thread", new SimpleThreadScope());
		this.definition.setScope("thread");
		BeanDefinitionHolder proxy = ScopedProxyUtils
			.createScopedProxy(new BeanDefinitionHolder(this.definition, "counted"), this.beanFactory, true);
		this.beanFactory.registerBeanDefinition("counted", proxy.getBeanDefinition());
		Counted bean = (Counted) this.reference.get();
		assertThat(this.reference.get()).isSameAs(bean);
		assertThat(bean.next()).isEqualTo(1);
		this.beanFactory.getRegisteredScope("thread").remove("scopedTarget.counted");
		assertThat(bean.next()).isEqualTo(1);
	}

	static class Counted {

		private int count;

		int next() {
			return ++this.count;
		}

	}

}
