package io.aemp.benchmarks.subject.grpc;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.ClientReceiver;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.spring.Application;
import io.aemp.benchmarks.subject.spring.ApplicationServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * A service in one application, and unary calls from another, as Spring Boot sets up
 * both.
 */
public final class UnaryAdapter implements Adapter {

	private static final String NO_NODE = "aemp.enabled=false";

	@Override
	public Server serve(ServerReceiver receiver, Workload workload) {
		check(workload);
		ConfigurableApplicationContext application = Application.start(
				(context) -> context.registerBean(OrderService.class), NO_NODE, "spring.grpc.server.address=127.0.0.1",
				"spring.grpc.server.port=0");
		return new ApplicationServer(application,
				"127.0.0.1:" + application.getBean(GrpcServerLifecycle.class).getPort());
	}

	@Override
	public Client connect(String address, ClientReceiver receiver, Workload workload) {
		check(workload);
		ConfigurableApplicationContext application = Application.start((context) -> {
		}, NO_NODE);
		return new UnaryClient(application,
				application.getBean(GrpcChannelFactory.class).createChannel("static://" + address));
	}

	private static void check(Workload workload) {
		if (workload != Workload.JOIN_1 && workload != Workload.CHAINED_64) {
			throw new NotApplicableException("unary calls only");
		}
	}

}
