package io.aemp.benchmarks.subject.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.aemp.benchmarks.subject.spring.Order;
import io.grpc.MethodDescriptor.Marshaller;

/**
 * An order as a message of Protocol Buffers, with the steps that generated code takes.
 */
final class OrderMarshaller implements Marshaller<Order> {

	private static final int ID = 1;

	private static final int ITEM = 2;

	private static final int PRICE = 3;

	private static final int ID_TAG = ID << 3 | WireFormat.WIRETYPE_VARINT;

	private static final int ITEM_TAG = ITEM << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

	private static final int PRICE_TAG = PRICE << 3 | WireFormat.WIRETYPE_FIXED64;

	@Override
	public InputStream stream(Order order) {
		byte[] bytes = new byte[CodedOutputStream.computeInt32Size(ID, order.id())
				+ CodedOutputStream.computeStringSize(ITEM, order.item())
				+ CodedOutputStream.computeDoubleSize(PRICE, order.price())];
		CodedOutputStream output = CodedOutputStream.newInstance(bytes);
		try {
			output.writeInt32(ID, order.id());
			output.writeString(ITEM, order.item());
			output.writeDouble(PRICE, order.price());
			output.checkNoSpaceLeft();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new OctetsStream(bytes);
	}

	@Override
	public Order parse(InputStream stream) {
		int id = 0;
		String item = "";
		double price = 0;
		try {
			CodedInputStream input = CodedInputStream.newInstance(stream);
			for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
				switch (tag) {
					case ID_TAG -> id = input.readInt32();
					case ITEM_TAG -> item = input.readStringRequireUtf8();
					case PRICE_TAG -> price = input.readDouble();
					default -> input.skipField(tag);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Order(id, item, price);
	}

}
