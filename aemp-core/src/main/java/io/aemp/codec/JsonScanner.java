package io.aemp.codec;

import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;

/** Finds the end of a JSON array by its brackets, except those in strings. */
final class JsonScanner implements PacketScanner {

	private final PacketLimits limits;

	private int next;

	private int depth;

	private boolean inString;

	JsonScanner(PacketLimits limits) {
		this.limits = limits;
	}

	@Override
	public void begin() {
		this.next = 0;
		this.depth = 0;
		this.inString = false;
	}

	@Override
	public int scan(byte[] array, int from, int to) throws DecodingException {
		int position = from + this.next;
		while (position < to) {
			byte character = array[position++];
			if (this.inString) {
				if (character == '"') {
					this.inString = false;
				}
				else if (character == '\\') {
					position++;
				}
			}
			else if (character == '"') {
				this.inString = true;
			}
			else if (character == '[' || character == '{') {
				enter();
			}
			else if ((character == ']' || character == '}') && --this.depth <= 0) {
				return position - from;
			}
		}
		this.next = position - from;
		return -1;
	}

	private void enter() throws DecodingException {
		if (++this.depth > this.limits.nesting()) {
			throw PacketReader.tooDeep(this.limits.nesting());
		}
	}

}
