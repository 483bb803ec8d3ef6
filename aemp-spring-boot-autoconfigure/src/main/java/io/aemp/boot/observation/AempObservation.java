package io.aemp.boot.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations. */
public enum AempObservation implements ObservationDocumentation {

	/** A method of a bean handles a message. */
	RECEIVE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultReceiveConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinality.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinality.values();
		}

	},

	/** A message is sent, a port is called or spawned. */
	SEND {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultSendConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return SendLowCardinality.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return SendHighCardinality.values();
		}

	};

	/** Keys whose values are known before the first message. */
	public enum LowCardinality implements KeyName {

		/** The label of the port. */
		LABEL("aemp.port.label"),

		/** The tag that the method names, {@code other} if it names none. */
		TAG("aemp.tag"),

		/** The class and the name of the method. */
		METHOD("aemp.method");

		private final String key;

		LowCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/** Keys whose values differ from message to message. */
	public enum HighCardinality implements KeyName {

		/** The ID of the port. */
		PORT("aemp.port.id"),

		/** The ID of the node that sent the message. */
		SOURCE("aemp.source.node");

		private final String key;

		HighCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/** Keys of what is sent whose values are few. */
	public enum SendLowCardinality implements KeyName {

		/** {@code send}, {@code call} or {@code spawn}. */
		OPERATION("aemp.operation");

		private final String key;

		SendLowCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/** Keys of what is sent whose values differ from message to message. */
	public enum SendHighCardinality implements KeyName {

		/** The ID of the port, or of the node, that gets the message. */
		DESTINATION("aemp.destination"),

		/** The ID of the node that gets the message. */
		NODE("aemp.destination.node");

		private final String key;

		SendHighCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
