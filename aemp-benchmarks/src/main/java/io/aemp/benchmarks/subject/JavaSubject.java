package io.aemp.benchmarks.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.aemp.benchmarks.process.Adapter;
import io.aemp.benchmarks.process.Driver;
import io.aemp.benchmarks.process.Subject;

/**
 * A system that runs in the JVM, under the driver of {@link Driver}.
 *
 * @param name the name on the command line
 * @param title the name for people
 * @param side which part it plays
 * @param jvmOptions options that its guide for performance asks for
 * @param adapter makes the adapter
 */
public record JavaSubject(String name, String title, Side side, List<String> jvmOptions,
		Supplier<Adapter> adapter) implements Subject {

	@Override
	public List<String> command(List<String> java, List<String> arguments) {
		List<String> command = new ArrayList<>(java);
		command.addAll(this.jvmOptions);
		command.add(Worker.class.getName());
		command.add(this.name);
		command.addAll(arguments);
		return command;
	}

}
