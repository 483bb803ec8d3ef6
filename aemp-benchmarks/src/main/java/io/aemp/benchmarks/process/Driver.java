package io.aemp.benchmarks.process;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/** Runs one side of one workload with an adapter. */
public final class Driver {

	/** Bytes per second of a stream that is held. */
	private static final double HELD = 100e6;

	private static final int SETTLE_MILLIS = 300;

	private Driver() {
	}

	/**
	 * Starts the receiving side.
	 * @param adapter the system
	 * @param workload what is measured
	 * @return the running side
	 * @throws Exception if that fails
	 */
	public static Server serve(Adapter adapter, Workload workload) throws Exception {
		return adapter.serve(new Arrivals(workload), workload);
	}

	/**
	 * Runs the sending side.
	 * @param adapter the system
	 * @param workload what to measure
	 * @param plan how long
	 * @param address where the receiving side is
	 * @param serverPid the process of the receiving side
	 * @return what was measured
	 * @throws Exception if that fails
	 */
	public static Measurement connect(Adapter adapter, Workload workload, Plan plan, String address, long serverPid)
			throws Exception {
		Processors processors = Processors.of(serverPid);
		return switch (workload) {
			case ONE_WAY_SMALL, ONE_WAY_KILOBYTE, ONE_WAY_WAITING -> {
				OneWay oneWay = new OneWay(workload);
				try (Client client = adapter.connect(address, oneWay, workload)) {
					yield oneWay.run(sending(client, workload), plan, processors);
				}
			}
			case ROUND_TRIP_1, ROUND_TRIP_64 -> {
				RoundTrips trips = new RoundTrips(workload);
				try (Client client = adapter.connect(address, trips, workload)) {
					yield trips.run(client::ping, plan, processors);
				}
			}
			case CALL_1, CALL_64 -> {
				RoundTrips trips = new RoundTrips(workload);
				try (Client client = adapter.connect(address, trips, workload)) {
					yield trips.run(client::call, plan, processors);
				}
			}
			case JOIN_1 -> {
				try (Client client = adapter.connect(address, new RoundTrips(workload), workload)) {
					yield new WaitingCalls(client).run(plan);
				}
			}
			case CALL_BESIDE_WAITING, CALL_BESIDE_SELDOM_WAITING -> {
				try (Client client = adapter.connect(address, new RoundTrips(workload), workload)) {
					yield new BesideWaiting(client, workload).run(plan);
				}
			}
			case CHAINED_64 -> {
				RoundTrips trips = new RoundTrips(workload, Times.shared());
				try (Client client = adapter.connect(address, trips, workload)) {
					yield trips.run(new ChainedCalls(client, trips)::call, plan, processors);
				}
			}
			case ROUND_TRIP_BESIDE_LARGE -> {
				BesideTraffic trips = new BesideTraffic();
				try (Client client = adapter.connect(address, trips, workload);
						Traffic large = new LargeMessages(client, plan.largeBytes(), workload.window())) {
					yield trips.run(client, large, plan);
				}
			}
			case STREAM -> {
				try (Client client = adapter.connect(address, new BesideTraffic(), workload);
						StreamedBytes bytes = new StreamedBytes(client.openStream(), StreamedBytes.UNLIMITED)) {
					yield bytes.measure(plan, processors);
				}
			}
			case ROUND_TRIP_BESIDE_HELD_STREAM, ROUND_TRIP_BESIDE_STREAM -> {
				BesideTraffic trips = new BesideTraffic();
				double rate = (workload == Workload.ROUND_TRIP_BESIDE_STREAM) ? StreamedBytes.UNLIMITED : HELD;
				try (Client client = adapter.connect(address, trips, workload);
						Traffic bytes = new StreamedBytes(client.openStream(), rate)) {
					yield trips.run(client, bytes, plan);
				}
			}
			case LOG_STORM -> {
				try (Client client = adapter.connect(address, new BesideTraffic(), workload);
						RecordLog log = client.openLog()) {
					yield new LogStorm(log).run(plan);
				}
			}
			case REMOTE_MONITOR -> {
				try (Client client = adapter.connect(address, new RoundTrips(workload), workload)) {
					yield new Deaths(client::openRemote, client::monitor, client::kill).run(plan);
				}
			}
			case PEER_KILLED -> {
				try (Client client = adapter.connect(address, new RoundTrips(workload), workload)) {
					yield killPeer(client, serverPid);
				}
			}
			default -> throw new IllegalArgumentException(workload.title() + " needs one process only");
		};
	}

	/**
	 * Runs a workload inside this process.
	 * @param adapter the system
	 * @param workload what to measure
	 * @param plan how long
	 * @return what was measured
	 * @throws Exception if that fails
	 */
	public static Measurement local(Adapter adapter, Workload workload, Plan plan) throws Exception {
		try (LocalSystem system = adapter.local(workload)) {
			return switch (workload) {
				case LOCAL_ONE_WAY -> localOneWay(system, workload, plan);
				case LOCAL_ROUND_TRIP_1, LOCAL_ROUND_TRIP_64 -> new LocalRoundTrips(workload).run(system, plan);
				case LOCAL_8_TO_1 -> new EightToOne(workload).run(system, plan);
				case PORT_BYTES -> new Ports(system).bytes(system::openIdle, plan.ports());
				case TAGGED_PORT_BYTES -> new Ports(system).bytes(system::openTagged, plan.ports());
				case PORTS_OPENED -> new Ports(system).opened(workload.window(), plan);
				case LOCAL_MONITOR -> new Deaths(system::openIdle, system::monitor, system::kill).run(plan);
				default -> throw new IllegalArgumentException(workload.title() + " needs two processes");
			};
		}
	}

	private static IntConsumer sending(Client client, Workload workload) {
		byte[] bytes = new byte[Workload.KILOBYTE];
		return switch (workload) {
			case ONE_WAY_KILOBYTE -> (number) -> client.send(bytes);
			case ONE_WAY_WAITING -> (number) -> {
				try {
					client.sendWaiting(number);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			};
			default -> client::send;
		};
	}

	private static Measurement localOneWay(LocalSystem system, Workload workload, Plan plan) {
		OneWay oneWay = new OneWay(workload);
		Arrivals arrivals = new Arrivals(workload);
		return oneWay.run(system.open((number) -> {
			long count = arrivals.received(number);
			if (count > 0) {
				oneWay.acknowledged(count);
			}
		}), plan, Processors.of());
	}

	private static Measurement killPeer(Client client, long serverPid) throws InterruptedException {
		Times times = new Times();
		CountDownLatch noticed = new CountDownLatch(1);
		long[] killed = { 0 };
		client.monitor(client.openRemote(), () -> {
			times.record(System.nanoTime() - killed[0]);
			noticed.countDown();
		});
		Thread.sleep(SETTLE_MILLIS);
		killed[0] = System.nanoTime();
		ProcessHandle.of(serverPid).orElseThrow().destroyForcibly();
		Waiting.await(noticed);
		return times.measurement();
	}

}
