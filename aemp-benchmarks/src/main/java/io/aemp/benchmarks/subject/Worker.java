package io.aemp.benchmarks.subject;

import java.util.List;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Driver;
import io.aemp.benchmarks.process.Measurement;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.process.Plan;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Workload;

/** A process of a {@link JavaSubject}, see {@link Subject}. */
public final class Worker {

	private Worker() {
	}

	/**
	 * Runs one side of one workload.
	 * @param arguments the name of the subject, and what {@link Subject} says
	 * @throws Exception if that fails
	 */
	public static void main(String[] arguments) throws Exception {
		int status = 0;
		try {
			run(((JavaSubject) Subjects.of(arguments[0])).adapter().get(),
					List.of(arguments).subList(1, arguments.length));
		}
		catch (NotApplicableException ex) {
			System.out.println("NOT-APPLICABLE " + ex.getMessage());
		}
		catch (Exception | Error ex) {
			ex.printStackTrace();
			status = 1;
		}
		// whatever threads a system leaves behind
		Runtime.getRuntime().halt(status);
	}

	private static void run(Adapter adapter, List<String> arguments) throws Exception {
		Workload workload = Workload.of(arguments.get(1));
		if (arguments.get(0).equals("serve")) {
			serve(adapter, workload);
			return;
		}
		Plan plan = new Plan(Double.parseDouble(arguments.get(2)), Double.parseDouble(arguments.get(3)));
		Measurement result = workload.isRemote()
				? Driver.connect(adapter, workload, plan, arguments.get(4), Long.parseLong(arguments.get(5)))
				: Driver.local(adapter, workload, plan);
		System.out.println("RESULT " + result.format());
	}

	private static void serve(Adapter adapter, Workload workload) throws Exception {
		try (Server server = Driver.serve(adapter, workload)) {
			System.out.println("ADDRESS " + server.address());
			while (System.in.read() >= 0) {
				// until whoever started this process has ended or closes the stream
			}
		}
	}

}
