package io.aemp.fuzz;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Locale;

import io.aemp.codec.CborFuzz;
import io.aemp.codec.JsonFuzz;
import io.aemp.handshake.GreetingFuzz;
import io.aemp.handshake.HandshakeFuzz;
import io.aemp.node.NodePortFuzz;
import io.aemp.node.PartsFuzz;
import io.aemp.outbound.TransferFuzz;
import io.aemp.profile.NameFuzz;
import io.aemp.profile.ProfileFuzz;

/** What is fuzzed. Each has a directory of inputs to begin with. */
enum Target {

	GREETING(GreetingFuzz.class), HANDSHAKE(HandshakeFuzz.class), JSON(JsonFuzz.class), CBOR(CborFuzz.class),
	NODE_PORT(NodePortFuzz.class), PARTS(PartsFuzz.class), TRANSFER(TransferFuzz.class), PROFILE(ProfileFuzz.class),
	NAME(NameFuzz.class);

	private final Class<?> type;

	Target(Class<?> type) {
		this.type = type;
	}

	String className() {
		return this.type.getName();
	}

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Path corpus() {
		return Path.of("src", "test", "corpus", label()).toAbsolutePath();
	}

	/** Runs one input without a fuzzer. */
	void run(byte[] input) throws Throwable {
		MethodHandle entry = MethodHandles.lookup()
			.findStatic(this.type, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
		entry.invokeExact(input);
	}

}
