package io.aemp.benchmarks.micro;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.codec.CborFraming;
import io.aemp.codec.JsonFraming;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Packets with a tag and one value, to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

	/** As many packets as come in one read. */
	private static final int PACKETS = 16;

	private static final String PORT = "aBcDeFgHiJ.2x";

	private static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1 << 24, 512);

	/** The name of the framing. */
	@Param({ "cbor", "json" })
	public String framing = "cbor";

	/** The value. */
	@Param
	public SampleValue value = SampleValue.NULL;

	private Framing codec = new CborFraming();

	private Message message = Message.of();

	private ByteBuffer bytes = ByteBuffer.allocate(0);

	private Framing.Decoder decoder = this.codec.decoder(LIMITS);

	@Setup
	public void prepare() {
		this.codec = this.framing.equals("cbor") ? new CborFraming() : new JsonFraming();
		this.message = Message.of("tick", this.value.value());
		byte[] packet = this.codec.encode(PORT, this.message, LIMITS);
		this.bytes = ByteBuffer.allocate(PACKETS * packet.length);
		for (int i = 0; i < PACKETS; i++) {
			this.bytes.put(packet);
		}
		this.decoder = this.codec.decoder(LIMITS);
	}

	@Benchmark
	public byte[] encode() {
		return this.codec.encode(PORT, this.message, LIMITS);
	}

	@Benchmark
	@OperationsPerInvocation(PACKETS)
	public void decode(Blackhole blackhole) throws Framing.DecodingException {
		this.decoder.decode(this.bytes.flip(), (port, message, size) -> {
			blackhole.consume(message);
			return true;
		});
	}

}
