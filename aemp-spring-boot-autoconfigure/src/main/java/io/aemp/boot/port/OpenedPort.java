package io.aemp.boot.port;

import java.util.function.Consumer;

import io.aemp.Port;
import org.jspecify.annotations.Nullable;

/** A port of a bean that is open. It does nothing of the bean before it begins. */
interface OpenedPort {

	/**
	 * The port.
	 * @return the port
	 */
	Port port();

	/**
	 * Begins to do what the bean is for, once somebody watches the port.
	 * @param reset whether the bean has served a port before that died
	 * @param register registers the port in its families
	 */
	void begin(boolean reset, Consumer<Port> register);

	/**
	 * What the code of the bean has thrown, if that may be why the port died.
	 * @return the exception, {@code null} if the node logs it or there is none
	 */
	default @Nullable Throwable failure() {
		return null;
	}

}
