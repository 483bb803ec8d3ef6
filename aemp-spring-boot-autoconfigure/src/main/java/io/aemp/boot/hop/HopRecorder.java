package io.aemp.boot.hop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import io.aemp.boot.hop.Hop.Kind;
import io.aemp.boot.observation.ReceiveContext;
import io.aemp.boot.observation.SendContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

/**
 * Records the hops of marked messages, and marks what is sent while one is handled, also
 * within observations of the application.
 */
public final class HopRecorder implements ObservationHandler<Observation.Context> {

	/** Texts come from the application and from peers. */
	private static final int LONGEST_TEXT = 300;

	private final RecentHops hops;

	private final InstantSource clock;

	private final LongSupplier nanoTime;

	/**
	 * Creates the recorder.
	 * @param hops keeps the hops
	 * @param clock tells when a hop begins
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public HopRecorder(RecentHops hops, InstantSource clock, LongSupplier nanoTime) {
		this.hops = hops;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	@Override
	public void onStart(Observation.Context context) {
		if (context instanceof ReceiveContext received) {
			received(received);
		}
		else if (context instanceof SendContext sent) {
			sent(sent);
		}
		else {
			Mark mark = inherited(context);
			if (mark != null) {
				context.put(Mark.class, mark);
			}
		}
	}

	private void received(ReceiveContext context) {
		Mark mark = Mark.parse(context.message().headers().get(Mark.HEADER));
		if (mark != null && mark.goesOn()) {
			begin(context, mark, Kind.RECEIVE, context.port(), context.sourceNode(), context.handler().label(),
					context.handler().tag());
		}
	}

	private void sent(SendContext context) {
		Map<String, String> headers = context.getCarrier();
		if (headers == null) {
			return;
		}
		Mark inherited = inherited(context);
		Mark mark = (inherited != null) ? inherited : Mark.parse(headers.get(Mark.HEADER));
		if (mark != null && mark.goesOn()) {
			Kind kind = switch (context.operation()) {
				case SEND -> Kind.SEND;
				case CALL -> Kind.CALL;
				case SPAWN -> Kind.SPAWN;
			};
			String tag = (kind == Kind.SPAWN) ? context.initFunction() : context.tag();
			Mark next = begin(context, mark, kind, context.destination(), null, null, tag);
			headers.put(Mark.HEADER, next.toString());
		}
	}

	/** What is done while a marked message is handled, on the same thread mostly. */
	private static @Nullable Mark inherited(Observation.Context context) {
		ObservationView parent = context.getParentObservation();
		return (parent != null) ? parent.getContextView().get(Mark.class) : null;
	}

	private Mark begin(Observation.Context context, Mark mark, Kind kind, String port, @Nullable String source,
			@Nullable String label, @Nullable String tag) {
		String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
		this.hops.begin(new Hop(mark.message(), id, mark.hop(), kind, cut(port), source, label, tag,
				this.clock.instant(), null, null));
		Mark next = mark.after(id);
		context.put(Mark.class, next);
		context.put(Begun.class, new Begun(id, this.nanoTime.getAsLong()));
		return next;
	}

	@Override
	public void onStop(Observation.Context context) {
		Begun begun = context.get(Begun.class);
		if (begun != null) {
			this.hops.end(begun.hop(), Duration.ofNanos(this.nanoTime.getAsLong() - begun.nanoTime()),
					describe(context.getError()));
		}
	}

	private static @Nullable String describe(@Nullable Throwable failure) {
		return (failure != null) ? cut(failure.getClass().getSimpleName() + ": " + failure.getMessage()) : null;
	}

	private static String cut(String text) {
		return (text.length() <= LONGEST_TEXT) ? text : text.substring(0, LONGEST_TEXT) + "...";
	}

	/** The hop that an observation is, and when it began. */
	private record Begun(String hop, long nanoTime) {

	}

}
