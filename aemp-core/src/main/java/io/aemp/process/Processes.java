package io.aemp.process;

import java.util.Objects;

import io.aemp.Functions.InitFunction;
import io.aemp.Functions.ProcessFunction;
import io.aemp.PortOptions;
import io.aemp.Process;
import io.aemp.ProcessBody;
import io.aemp.node.Calls;
import io.aemp.port.PortTable;
import io.aemp.port.ProcessCode;
import io.aemp.port.ProcessPort;

/** Starts the processes of a node. Any thread. */
public final class Processes {

	private final PortTable ports;

	private final Calls calls;

	/**
	 * Creates the processes of a node.
	 * @param ports the ports of the node
	 * @param calls the calls of the node
	 */
	public Processes(PortTable ports, Calls calls) {
		this.ports = ports;
		this.calls = calls;
	}

	/**
	 * Starts a process.
	 * @param options the options of its port
	 * @param body what it does
	 * @return the process
	 */
	public Process open(PortOptions options, ProcessBody body) {
		Objects.requireNonNull(body, "The code of the process must not be null");
		ProcessCode code = (port, arguments) -> body.run(new WaitingProcess(port, this.calls));
		return new WaitingProcess(this.ports.openProcess(ProcessPort.checked(options), code), this.calls);
	}

	/**
	 * Makes an init function of a process.
	 * @param function what the process does
	 * @return the init function
	 */
	public InitFunction initFunction(ProcessFunction function) {
		Objects.requireNonNull(function, "The function must not be null");
		ProcessCode code = (port, arguments) -> function.run(new WaitingProcess(port, this.calls), arguments);
		return code;
	}

}
