package io.aemp.benchmarks.subject.grpc;

import io.aemp.benchmarks.subject.spring.Order;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Service;

/** Returns orders, as a service of generated code would. */
@Service
class OrderService implements BindableService {

	private static final String NAME = "Orders";

	static final MethodDescriptor<Order, Order> METHOD = MethodDescriptor.<Order, Order>newBuilder()
		.setType(MethodType.UNARY)
		.setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, "Order"))
		.setRequestMarshaller(new OrderMarshaller())
		.setResponseMarshaller(new OrderMarshaller())
		.build();

	@Override
	public ServerServiceDefinition bindService() {
		return ServerServiceDefinition.builder(NAME)
			.addMethod(METHOD, ServerCalls.asyncUnaryCall(OrderService::order))
			.build();
	}

	private static void order(Order order, StreamObserver<Order> answer) {
		answer.onNext(order);
		answer.onCompleted();
	}

}
