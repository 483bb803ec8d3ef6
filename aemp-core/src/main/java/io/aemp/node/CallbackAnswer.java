package io.aemp.node;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.port.Context;

/** Delivers the outcome of a call in the context of the caller, and ends with that. */
final class CallbackAnswer implements Call.Outcome, Guard {

	private final AtomicBoolean over = new AtomicBoolean();

	private final Context context;

	private final Consumer<Message> answered;

	private final Consumer<Exception> failed;

	private volatile Guard call = () -> {
	};

	CallbackAnswer(Context context, Consumer<Message> answered, Consumer<Exception> failed) {
		this.context = context;
		this.answered = answered;
		this.failed = failed;
	}

	void begin(Call call) {
		this.call = call;
		if (!this.over.get()) {
			this.context.own(this);
		}
		if (this.over.get()) {
			close();
		}
	}

	@Override
	public void answered(Message answer) {
		end(() -> this.answered.accept(answer));
	}

	@Override
	public void failed(Exception failure) {
		end(() -> this.failed.accept(failure));
	}

	private void end(Runnable callback) {
		this.context.tryExecute(() -> {
			if (this.over.compareAndSet(false, true)) {
				this.context.disown(this);
				callback.run();
			}
		});
	}

	@Override
	public void close() {
		this.over.set(true);
		this.context.disown(this);
		this.call.close();
	}

}
