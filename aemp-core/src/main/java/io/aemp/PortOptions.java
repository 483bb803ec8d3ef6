package io.aemp;

/**
 * The options of a new port.
 *
 * @param label a display name, which tools show beside the port ID; may be empty
 * @param dispatcher which threads run the callbacks
 * @param mailboxLimit how many messages may wait before the port dies with
 * {@link Reason#MAILBOX_OVERFLOW}; 0 for the node's default
 */
public record PortOptions(String label, Dispatcher dispatcher, int mailboxLimit) {

	/** No label, the default pool, the node's default limit. */
	public static final PortOptions DEFAULTS = new PortOptions("", Dispatcher.POOL, 0);

	public PortOptions {
		if (mailboxLimit < 0) {
			throw new IllegalArgumentException(
					"Mailbox limit " + mailboxLimit + " is negative; use 0 for the node's default");
		}
	}

	/**
	 * Changes the label.
	 * @param label a display name
	 * @return changed options
	 */
	public PortOptions label(String label) {
		return new PortOptions(label, this.dispatcher, this.mailboxLimit);
	}

	/**
	 * Changes the dispatcher.
	 * @param dispatcher which threads run the callbacks
	 * @return changed options
	 */
	public PortOptions dispatcher(Dispatcher dispatcher) {
		return new PortOptions(this.label, dispatcher, this.mailboxLimit);
	}

	/**
	 * Changes the mailbox limit.
	 * @param mailboxLimit how many messages may wait; 0 for the node's default
	 * @return changed options
	 */
	public PortOptions mailboxLimit(int mailboxLimit) {
		return new PortOptions(this.label, this.dispatcher, mailboxLimit);
	}

}
