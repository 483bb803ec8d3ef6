package io.aemp.port;

import io.aemp.Functions.InitFunction;
import io.aemp.Message;
import io.aemp.Port;

/** An init function that is a process: its port lives for as long as it runs. */
@FunctionalInterface
public interface ProcessCode extends InitFunction {

	/**
	 * Does all that the process does, on the thread of the process.
	 * @param port the port of the process
	 * @param arguments the init data
	 * @throws Exception to kill the port with {@code die, MESSAGE}
	 */
	void run(ProcessPort port, Message arguments) throws Exception;

	@Override
	default void init(Port self, Message arguments) throws Exception {
		run((ProcessPort) self, arguments);
	}

}
