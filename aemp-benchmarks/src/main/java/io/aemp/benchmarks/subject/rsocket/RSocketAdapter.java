package io.aemp.benchmarks.subject.rsocket;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.spring.Application;
import io.aemp.benchmarks.subject.spring.ApplicationServer;
import org.springframework.boot.rsocket.context.RSocketServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.rsocket.RSocketRequester;

/** A controller in one application, and a requester in another one. */
public final class RSocketAdapter implements Adapter {

	private static final String NO_NODE = "aemp.enabled=false";

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) {
		check(workload);
		CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
		ConfigurableApplicationContext application = Application.start((context) -> {
			context.addApplicationListener((ApplicationListener<RSocketServerInitializedEvent>) (event) -> address
				.complete(event.getServer().address()));
			context.registerBean(OrderController.class);
		}, NO_NODE, "spring.rsocket.server.address=127.0.0.1", "spring.rsocket.server.port=0");
		return new ApplicationServer(application, String.valueOf(address.join().getPort()));
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) {
		check(workload);
		ConfigurableApplicationContext application = Application.start((context) -> {
		}, NO_NODE);
		RSocketRequester requester = application.getBean(RSocketRequester.Builder.class)
			.tcp("127.0.0.1", Integer.parseInt(address));
		return new RSocketClient(application, requester);
	}

	private static void check(Workload workload) {
		if (workload != Workload.JOIN_1 && workload != Workload.CHAINED_64) {
			throw new NotApplicableException("requests only");
		}
	}

}
