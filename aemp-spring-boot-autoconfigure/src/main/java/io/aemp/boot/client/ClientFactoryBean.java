package io.aemp.boot.client;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Makes the bean of one client, when it is created itself: what is wrong with the
 * interface is told at the start, whether somebody wants the client or not. Public, as
 * code that is generated ahead of time, in the package of the interface, calls its
 * constructor.
 *
 * @param <T> the interface
 */
public final class ClientFactoryBean<T> implements FactoryBean<T>, InitializingBean {

	private static final String SEPARATOR = "#";

	private final Class<T> type;

	private final String group;

	private final AempClients clients;

	private @Nullable T client;

	/**
	 * Creates the maker of one client.
	 * @param type the interface
	 * @param group the name of its group
	 * @param clients makes clients
	 */
	public ClientFactoryBean(Class<T> type, String group, AempClients clients) {
		this.type = type;
		this.group = group;
		this.clients = clients;
	}

	/** The name of the bean of a client. */
	static String beanName(String group, String type) {
		return group + SEPARATOR + type;
	}

	/**
	 * The groups of all clients of a context and its parents. Creates no bean.
	 * @param beanFactory the beans of the context
	 * @return the names of the groups
	 */
	public static Set<String> groups(ListableBeanFactory beanFactory) {
		return Stream
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, ClientFactoryBean.class, true, false))
			.map(BeanFactoryUtils::transformedBeanName)
			.filter((name) -> name.contains(SEPARATOR))
			.map((name) -> name.substring(0, name.lastIndexOf(SEPARATOR)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public void afterPropertiesSet() {
		this.client = this.clients.create(this.group, this.type);
	}

	@Override
	public @Nullable T getObject() {
		return this.client;
	}

	@Override
	public Class<T> getObjectType() {
		return this.type;
	}

}
