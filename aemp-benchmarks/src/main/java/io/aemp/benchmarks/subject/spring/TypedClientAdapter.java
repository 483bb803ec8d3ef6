package io.aemp.benchmarks.subject.spring;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.aemp.Payload;
import io.aemp.boot.client.ImportAempClients;
import org.springframework.context.ConfigurableApplicationContext;

/** The same bean, called by a typed client. */
public final class TypedClientAdapter implements Adapter {

	private final SpringAdapter bean = SpringAdapter.of(Payload.NUMBER);

	private final BiFunction<EchoService, Integer, CompletableFuture<Integer>> call;

	private TypedClientAdapter(BiFunction<EchoService, Integer, CompletableFuture<Integer>> call) {
		this.call = call;
	}

	/**
	 * Sends numbers.
	 * @return the adapter
	 */
	public static TypedClientAdapter numbers() {
		return new TypedClientAdapter(EchoService::call);
	}

	/**
	 * Sends records of three fields.
	 * @return the adapter
	 */
	public static TypedClientAdapter records() {
		return new TypedClientAdapter((service, number) -> service.order(Order.of(number)).thenApply(Order::id));
	}

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) {
		check(workload);
		return this.bean.serve(receiver, workload);
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) {
		check(workload);
		ConfigurableApplicationContext application = Application.start((context) -> context.registerBean(Clients.class),
				SpringAdapter.BINDS, SpringAdapter.SECRET, "aemp.node-id=client", "aemp.seeds=" + address.split(" ")[0],
				"aemp.client.echo.family=" + EchoPort.NAME);
		return new TypedClient(application, this.call);
	}

	private static void check(Workload workload) {
		if (workload != Workload.JOIN_1 && workload != Workload.CHAINED_64) {
			throw new NotApplicableException("calls only");
		}
	}

	@ImportAempClients(group = "echo", types = EchoService.class)
	static class Clients {

	}

}
