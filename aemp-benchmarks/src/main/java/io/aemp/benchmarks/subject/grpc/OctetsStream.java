package io.aemp.benchmarks.subject.grpc;

import java.io.ByteArrayInputStream;

import io.grpc.KnownLength;

/** Tells how long it is, which spares a copy. */
final class OctetsStream extends ByteArrayInputStream implements KnownLength {

	OctetsStream(byte[] bytes) {
		super(bytes);
	}

}
