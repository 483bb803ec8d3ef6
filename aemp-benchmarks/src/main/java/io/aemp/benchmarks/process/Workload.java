package io.aemp.benchmarks.process;

import java.util.List;
import java.util.Locale;

/** What is measured, the same for every system. */
public enum Workload {

	/** One thread sends small messages to one receiver in the other process. */
	ONE_WAY_SMALL("one way, small", 32768, Metric.RATE, Metric.CPU),

	/** One thread sends messages of 1024 bytes to one receiver in the other process. */
	ONE_WAY_KILOBYTE("one way, 1 kB", 4096, Metric.RATE, Metric.CPU),

	/** A small message goes there and back, and then the next one. */
	ROUND_TRIP_1("round trip, one outstanding", 1, Metric.P50, Metric.P99),

	/** 64 small messages go there and back, each followed by the next one. */
	ROUND_TRIP_64("round trips, 64 outstanding", 64, Metric.RATE, Metric.P99, Metric.CPU),

	/**
	 * A call with a timeout, made inside a receiver, is answered, and then comes the next
	 * one.
	 */
	CALL_1("call from a port, one outstanding", 1, Metric.P50, Metric.P99),

	/** 64 calls with a timeout are answered, each followed by the next one. */
	CALL_64("calls from a port, 64 outstanding", 64, Metric.RATE, Metric.P99, Metric.CPU),

	/** A plain thread calls with a timeout, and waits for the future. */
	JOIN_1("call, a thread waits", 1, Metric.P50, Metric.P99),

	/** 64 calls with a timeout, each made when the future of the one before completes. */
	CHAINED_64("calls, 64 chained futures", 64, Metric.RATE, Metric.P99, Metric.CPU),

	/**
	 * A plain thread calls a receiver, alone and beside others on the same side whose
	 * handlers wait 10 ms, in turn.
	 */
	CALL_BESIDE_WAITING("call beside 8 handlers that wait 10 ms", 8, Metric.P99, Metric.P99_ALONE, Metric.SLOWDOWN),

	/**
	 * A plain thread calls a receiver, beside others whose handlers are busy, and beside
	 * the same ones when they wait 10 ms once in 1,000 messages, in turn.
	 */
	CALL_BESIDE_SELDOM_WAITING("call beside busy handlers of which one in 1,000 waits 10 ms", 8, Metric.P99,
			Metric.P99_ALONE, Metric.SLOWDOWN),

	/** One way, small, by the sending method that waits for room. */
	ONE_WAY_WAITING("one way, small, waiting for room", 32768, Metric.RATE, Metric.CPU),

	/**
	 * A small message goes there and back, first alone and then beside large ones for
	 * another receiver, in turn.
	 */
	ROUND_TRIP_BESIDE_LARGE("round trip beside 64 MB", 2, Metric.P99, Metric.P99_ALONE, Metric.SLOWDOWN,
			Metric.MEGABYTES),

	/** One thread writes to a stream of bytes that the other process reads. */
	STREAM("stream", 0, Metric.MEGABYTES, Metric.CPU_GIGABYTE),

	/**
	 * A small message goes there and back, first alone and then beside a stream that is
	 * held at 100 MB/s, in turn.
	 */
	ROUND_TRIP_BESIDE_HELD_STREAM("round trip beside a stream of 100 MB/s", 1, Metric.P99, Metric.P99_ALONE,
			Metric.SLOWDOWN, Metric.MEGABYTES),

	/** The same beside a stream that is as fast as it can. */
	ROUND_TRIP_BESIDE_STREAM("round trip beside a stream", 1, Metric.P99, Metric.P99_ALONE, Metric.SLOWDOWN,
			Metric.MEGABYTES),

	/** One thread logs without pause, and the other process catches the records. */
	LOG_STORM("log storm, caught on the other side", 0, Metric.RATE, Metric.DROPPED, Metric.P50, Metric.P99),

	/** One thread sends to one port of the same process. */
	LOCAL_ONE_WAY("local one way", 32768, Metric.RATE),

	/** Two ports send each other one message. */
	LOCAL_ROUND_TRIP_1("local round trips, 1 pair", 1, Metric.RATE),

	/** 64 pairs of ports send each other one message. */
	LOCAL_ROUND_TRIP_64("local round trips, 64 pairs", 64, Metric.RATE),

	/** Eight ports send to one, in batches. */
	LOCAL_8_TO_1("local 8 to 1", 16000, Metric.RATE),

	/** A million ports with a default receiver, and what names them. */
	PORT_BYTES("bytes per port", 0, Metric.BYTES),

	/** Ports with two tagged receivers. */
	TAGGED_PORT_BYTES("bytes per port, two tags", 0, Metric.BYTES),

	/** Ports are opened and killed, a thousand at a time. */
	PORTS_OPENED("ports opened and killed", 1000, Metric.RATE),

	/** A port is killed, and a monitor in the same process says so. */
	LOCAL_MONITOR("local monitor", 1, Metric.P50, Metric.P99),

	/** A port of the other process is killed, and a monitor here says so. */
	REMOTE_MONITOR("remote monitor", 1, Metric.P50, Metric.P99),

	/** The other process is killed, and a monitor here says so. */
	PEER_KILLED("SIGKILL of the peer noticed", 1, Metric.P50);

	/** The bytes of a message of a kilobyte. */
	public static final int KILOBYTE = 1024;

	private final String title;

	private final int window;

	private final List<Metric> metrics;

	Workload(String title, int window, Metric... metrics) {
		this.title = title;
		this.window = window;
		this.metrics = List.of(metrics);
	}

	/**
	 * The name on the command line.
	 * @return words and hyphens
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Finds a workload.
	 * @param id the name on the command line
	 * @return the workload
	 * @throws IllegalArgumentException if there is none
	 */
	public static Workload of(String id) {
		return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/**
	 * The name for people.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * How many messages may be on their way: sent, and neither acknowledged nor returned.
	 * One way, a quarter of them is acknowledged at a time.
	 * @return messages
	 */
	public int window() {
		return this.window;
	}

	/**
	 * After how many messages the receiving side acknowledges.
	 * @return messages
	 */
	public int acknowledgeEvery() {
		return Math.max(1, this.window / 4);
	}

	/**
	 * What a measurement gives, the most important first.
	 * @return the metrics
	 */
	public List<Metric> metrics() {
		return this.metrics;
	}

	/**
	 * Whether it needs two processes.
	 * @return whether it is remote
	 */
	public boolean isRemote() {
		return switch (this) {
			case ONE_WAY_SMALL, ONE_WAY_KILOBYTE, ONE_WAY_WAITING, ROUND_TRIP_1, ROUND_TRIP_64, CALL_1, CALL_64, JOIN_1,
					CHAINED_64, CALL_BESIDE_WAITING, CALL_BESIDE_SELDOM_WAITING, ROUND_TRIP_BESIDE_LARGE, STREAM,
					ROUND_TRIP_BESIDE_HELD_STREAM, ROUND_TRIP_BESIDE_STREAM, LOG_STORM, REMOTE_MONITOR, PEER_KILLED ->
				true;
			default -> false;
		};
	}

}
