package io.aemp.benchmarks.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.boot.conversion.ElementReader;
import io.aemp.boot.conversion.ElementWriter;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.codec.CborFraming;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.cbor.CBORMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.convert.support.DefaultConversionService;

/**
 * Records to bytes and back: as elements of a packet, and by Jackson's CBOR, which writes
 * nothing but the record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBenchmark {

	private static final String PORT = "aBcDeFgHiJ.2x";

	private static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1 << 24, 512);

	/** What is written and read. */
	@Param
	public SampleRecord sample = SampleRecord.ORDER;

	private final Framing codec = new CborFraming();

	private final TypeConversion conversion = new TypeConversion(new DefaultConversionService());

	private final CBORMapper mapper = new CBORMapper();

	private final Framing.Decoder decoder = this.codec.decoder(LIMITS);

	private Object object = this.sample.object();

	private ElementWriter writer = (value) -> value;

	private ElementReader reader = (element) -> element;

	private ByteBuffer packet = ByteBuffer.allocate(0);

	private ObjectWriter jacksonWriter = this.mapper.writer();

	private ObjectReader jacksonReader = this.mapper.reader();

	private byte[] jacksonBytes = {};

	@Setup
	public void prepare() {
		ResolvableType type = this.sample.type();
		this.object = this.sample.object();
		this.writer = this.conversion.writer(type);
		this.reader = this.conversion.reader(type);
		this.packet = ByteBuffer.wrap(encode());
		this.jacksonWriter = this.mapper.writerFor(this.mapper.constructType(type.getType()));
		this.jacksonReader = this.mapper.readerFor(this.mapper.constructType(type.getType()));
		this.jacksonBytes = encodeByJackson();
	}

	@Benchmark
	public byte[] encode() {
		return this.codec.encode(PORT, Message.of("tick", this.writer.write(this.object)), LIMITS);
	}

	@Benchmark
	public void decode(Blackhole blackhole) throws Framing.DecodingException {
		this.decoder.decode(this.packet.rewind(), (port, message, size) -> {
			blackhole.consume(this.reader.read(message.get(1)));
			return true;
		});
	}

	@Benchmark
	public byte[] encodeByJackson() {
		return this.jacksonWriter.writeValueAsBytes(this.object);
	}

	@Benchmark
	public Object decodeByJackson() throws IOException {
		return this.jacksonReader.readValue(this.jacksonBytes);
	}

}
