package io.aemp.simulation;

import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Guard;
import io.aemp.link.Link;
import io.aemp.link.Transport.Dialler;
import io.aemp.link.Transport.Failure;
import io.aemp.link.Transport.Verdict;
import org.jspecify.annotations.Nullable;

/** An attempt to make a link that any thread may give up. */
final class LiveDial implements Guard, Dialler {

	private final AtomicBoolean over = new AtomicBoolean();

	private final LiveWorld world;

	private final Dialler dialler;

	/** Belongs to the world. */
	private @Nullable Guard attempt;

	LiveDial(LiveWorld world, Dialler dialler) {
		this.world = world;
		this.dialler = dialler;
	}

	void begin(Guard attempt) {
		this.attempt = attempt;
		if (this.over.get()) {
			attempt.close();
		}
	}

	@Override
	public Verdict judge(String node, String instance, long age) {
		return this.over.get() ? Verdict.CONNECTED : this.dialler.judge(node, instance, age);
	}

	@Override
	public void established(Link link) {
		if (this.over.compareAndSet(false, true)) {
			this.dialler.established(link);
		}
		else {
			link.close("the attempt was given up");
		}
	}

	@Override
	public void failed(Failure failure, String node, String message) {
		if (this.over.compareAndSet(false, true)) {
			this.dialler.failed(failure, node, message);
		}
	}

	@Override
	public void close() {
		if (this.over.compareAndSet(false, true)) {
			this.world.enter(() -> {
				if (this.attempt != null) {
					this.attempt.close();
				}
			});
		}
	}

}
