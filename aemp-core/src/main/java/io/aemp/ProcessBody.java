package io.aemp;

/**
 * What a process does.
 *
 * @see Node#openProcess(ProcessBody)
 */
@FunctionalInterface
public interface ProcessBody {

	/**
	 * Runs on the thread of the process. When it returns, the process dies normally.
	 * @param process the process
	 * @throws Exception to kill the process with {@code die, MESSAGE}
	 */
	void run(Process process) throws Exception;

}
