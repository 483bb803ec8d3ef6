package io.aemp.boot.port;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Process;
import io.aemp.boot.handler.BeanMethod;
import org.jspecify.annotations.Nullable;

/** The port of a process, whose code is a method of a bean. */
final class StartedProcess implements OpenedPort {

	private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();

	private final BeanMethod method;

	private final Supplier<Object> bean;

	private final Port port;

	private volatile @Nullable Throwable failure;

	StartedProcess(Node node, PortOptions options, BeanMethod method, Supplier<Object> bean) {
		this.method = method;
		this.bean = bean;
		String id = node.openProcess(options, this::run).id();
		this.port = node.port(id)
			.orElseThrow(() -> new IllegalStateException("There is no thread for the process " + id + " of method "
					+ method + "; the limits of the operating system may allow more"));
	}

	private void run(Process process) throws Exception {
		process.await(this.begun);
		try {
			this.method.bind(process, Message.of()).on(this.bean.get());
		}
		catch (Exception | Error ex) {
			this.failure = ex;
			throw ex;
		}
	}

	@Override
	public Port port() {
		return this.port;
	}

	/** The process is registered before its code begins, as other ports are. */
	@Override
	public void begin(boolean reset, Consumer<Port> register) {
		register.accept(this.port);
		this.begun.complete(null);
	}

	@Override
	public @Nullable Throwable failure() {
		return this.failure;
	}

}
