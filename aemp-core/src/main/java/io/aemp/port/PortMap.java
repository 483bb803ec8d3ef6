package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The ports of a node by ID and by name. A port occupies one array slot and needs no
 * other object here. All IDs start with the same node ID, so the map derives the hash of
 * an ID from that of the name and finds a name without building the ID. All methods are
 * thread-safe.
 */
final class PortMap {

	private static final int SHARD_BITS = 6;

	private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Destination[].class);

	private final Shard[] shards = new Shard[1 << SHARD_BITS];

	private final String prefix;

	/**
	 * Creates an empty map.
	 * @param prefix the start of all IDs
	 */
	PortMap(String prefix) {
		this.prefix = prefix;
		for (int i = 0; i < this.shards.length; i++) {
			this.shards[i] = new Shard();
		}
	}

	@Nullable Destination withId(String id) {
		int hash = spread(id.hashCode());
		return shard(hash).find(hash, id, 0);
	}

	@Nullable Destination withName(String name) {
		int hash = hash(name);
		return shard(hash).find(hash, name, this.prefix.length());
	}

	/** Adds a port whose name is not in the map. */
	void add(Destination port) {
		int hash = hash(port);
		shard(hash).add(hash, port);
	}

	/** Adds a port unless its name is in the map. Returns whether it was added. */
	boolean addIfAbsent(Destination port) {
		int hash = hash(port);
		return shard(hash).addIfAbsent(hash, port);
	}

	void remove(Destination port) {
		int hash = hash(port);
		shard(hash).remove(hash, port);
	}

	boolean contains(Destination port) {
		return withId(port.id()) == port;
	}

	/** The number of ports; exact if no other thread adds or removes ports meanwhile. */
	int size() {
		int size = 0;
		for (Shard shard : this.shards) {
			size += shard.size();
		}
		return size;
	}

	List<Destination> all() {
		List<Destination> all = new ArrayList<>();
		for (Shard shard : this.shards) {
			shard.addTo(all);
		}
		return all;
	}

	/**
	 * The hash of an ID, computed from its name: {@link String#hashCode} is a polynomial.
	 */
	private int hash(String name) {
		int shifted = this.prefix.hashCode();
		for (int i = name.length(); i > 0; i--) {
			shifted *= 31;
		}
		return spread(shifted + name.hashCode());
	}

	private static int hash(Destination port) {
		return spread(port.id().hashCode());
	}

	/** Spreads the low bits, in which names differ, over the upper bits. */
	private static int spread(int hash) {
		int product = hash * 0x9E3779B9;
		return product ^ (product >>> 16);
	}

	private Shard shard(int hash) {
		return this.shards[hash >>> (Integer.SIZE - SHARD_BITS)];
	}

	/**
	 * One part of the map. It uses open addressing with linear probing and leaves no
	 * empty slot between the home slot of a port and its actual slot. Writers hold the
	 * lock. Readers do not, so they may miss a port that moves; a reader that misses a
	 * port looks again under the lock. A port that a reader finds is in the map, or was a
	 * moment ago.
	 */
	private static final class Shard {

		private static final int SMALLEST = 32;

		private volatile @Nullable Destination[] slots = new Destination[SMALLEST];

		private int size;

		@Nullable Destination find(int hash, String text, int start) {
			Destination port = look(hash, text, start);
			if (port == null) {
				synchronized (this) {
					port = look(hash, text, start);
				}
			}
			return port;
		}

		private @Nullable Destination look(int hash, String text, int start) {
			@Nullable Destination[] slots = this.slots;
			int mask = slots.length - 1;
			// the bound is for a reader that races with many changes and sees no empty
			// slot
			for (int i = hash & mask, rest = mask; rest >= 0; i = (i + 1) & mask, rest--) {
				Destination port = (Destination) SLOT.getAcquire(slots, i);
				if (port == null) {
					return null;
				}
				String id = port.id();
				if ((start == 0) ? id.equals(text)
						: id.length() == start + text.length() && id.startsWith(text, start)) {
					return port;
				}
			}
			return null;
		}

		synchronized boolean addIfAbsent(int hash, Destination port) {
			boolean absent = look(hash, port.id(), 0) == null;
			if (absent) {
				add(hash, port);
			}
			return absent;
		}

		synchronized void add(int hash, Destination port) {
			if (this.size >= (this.slots.length >> 1) + (this.slots.length >> 3)) {
				resize(this.slots.length << 1);
			}
			put(this.slots, hash, port);
			this.size++;
		}

		private static void put(@Nullable Destination[] slots, int hash, Destination port) {
			int mask = slots.length - 1;
			int i = hash & mask;
			while (slots[i] != null) {
				i = (i + 1) & mask;
			}
			SLOT.setRelease(slots, i, port);
		}

		private void resize(int length) {
			@Nullable Destination[] slots = new Destination[length];
			for (Destination port : this.slots) {
				if (port != null) {
					put(slots, hash(port), port);
				}
			}
			this.slots = slots;
		}

		synchronized void remove(int hash, Destination port) {
			@Nullable Destination[] slots = this.slots;
			int mask = slots.length - 1;
			int i = hash & mask;
			while (slots[i] != port) {
				if (slots[i] == null) {
					return;
				}
				i = (i + 1) & mask;
			}
			closeGap(slots, i);
			this.size--;
			if (slots.length > SMALLEST && this.size < slots.length >> 3) {
				resize(slots.length >> 1);
			}
		}

		/**
		 * Closes an empty slot by moving up the ports behind it that probing would miss.
		 */
		private static void closeGap(@Nullable Destination[] slots, int start) {
			int mask = slots.length - 1;
			int gap = start;
			int i = (gap + 1) & mask;
			for (Destination port = slots[i]; port != null; port = slots[i]) {
				if (((i - hash(port)) & mask) >= ((i - gap) & mask)) {
					SLOT.setRelease(slots, gap, port);
					gap = i;
				}
				i = (i + 1) & mask;
			}
			SLOT.setRelease(slots, gap, null);
		}

		synchronized int size() {
			return this.size;
		}

		synchronized void addTo(List<Destination> all) {
			for (Destination port : this.slots) {
				if (port != null) {
					all.add(port);
				}
			}
		}

	}

}
