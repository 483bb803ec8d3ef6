package io.aemp.benchmarks.report;

/**
 * Where it was measured; nothing that names the machine.
 *
 * @param cores processors that the JVM sees
 * @param system name and version of the operating system
 * @param architecture the kind of processor
 * @param jdk the version of the JDK
 * @param memory the option for the heap of each process
 */
public record Machine(int cores, String system, String architecture, String jdk, String memory) {

	/**
	 * The number that comes first in the version.
	 * @return 17, for example
	 */
	public String feature() {
		return this.jdk.split("[.+-]", 2)[0];
	}

}
