package io.aemp.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.aemp.SeedSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * A bean that supplies seeds. It may want the node, so it is fetched only when the node
 * asks it.
 *
 * @param name the name of the bean
 * @param beanFactory has the bean
 */
record BeanSeedSource(String name, ListableBeanFactory beanFactory) implements SeedSource {

	/** All beans of that type. Creates none. */
	static List<SeedSource> all(ListableBeanFactory beanFactory) {
		return Stream
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, SeedSource.class, true, false))
			.<SeedSource>map((name) -> new BeanSeedSource(name, beanFactory))
			.toList();
	}

	@Override
	public Collection<String> seeds() throws Exception {
		return this.beanFactory.getBean(this.name, SeedSource.class).seeds();
	}

	@Override
	public String toString() {
		return "bean '" + this.name + "'";
	}

}
