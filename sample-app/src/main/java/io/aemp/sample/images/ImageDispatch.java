package io.aemp.sample.images;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.ConversionFailure;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out images to the workers in turn, and hands them out again when a worker dies or
 * takes too long. Nothing here waits: a call monitors its worker, and its callback runs
 * in this port, like everything else, so that no field needs a lock.
 */
@AempPort(label = "image dispatch", conversionFailure = ConversionFailure.LOG)
class ImageDispatch {

	private static final Logger logger = LoggerFactory.getLogger(ImageDispatch.class);

	private final Node node;

	private final ImageProperties properties;

	private final Queue<Job> waiting = new ArrayDeque<>();

	private Workers workers;

	ImageDispatch(Node node, ImageProperties properties) {
		this.node = node;
		this.properties = properties;
		this.workers = new Workers(properties.jobsPerWorker());
	}

	@Init
	void meetWorkers() {
		this.node.database().monitor(ImageScaler.FAMILY, (change) -> {
			this.workers.know(change.contents().keySet());
			handOut();
		});
	}

	@Reset
	void forgetJobs() {
		this.waiting.clear();
		this.workers = new Workers(this.properties.jobsPerWorker());
	}

	@Receive("scale")
	void scale(byte[] image, int width, String replyPort) {
		Job job = new Job(Message.of("scale", image, width), replyPort);
		if (this.waiting.size() == this.properties.queue()) {
			giveUp(job, "Too many images are waiting.");
			return;
		}
		job.deadline = this.node.after(this.properties.deadline(), () -> expire(job));
		this.waiting.add(job);
		handOut();
	}

	private void handOut() {
		while (!this.waiting.isEmpty()) {
			Optional<String> worker = this.workers.take();
			if (worker.isEmpty()) {
				return;
			}
			begin(this.waiting.remove(), worker.get());
		}
	}

	private void begin(Job job, String worker) {
		job.tries++;
		Try current = new Try(job, worker);
		current.call = this.node.call(worker, job.request, null, (reply) -> end(current, reply));
		current.timeout = this.node.after(this.properties.timeout(), () -> end(current, null));
	}

	/**
	 * A try is over.
	 * @param ended the try
	 * @param reply what the worker said, {@code null} if it died or took too long
	 */
	private void end(Try ended, @Nullable Message reply) {
		ended.call.close();
		ended.timeout.close();
		this.workers.release(ended.worker);
		if (reply == null) {
			pause(ended.worker);
			again(ended.job);
		}
		else if (reply.size() > 0 && reply.get(0) != null) {
			answer(ended.job, Message.of(reply.get(0), ended.worker, ended.job.tries));
		}
		else {
			giveUp(ended.job, (reply.size() > 1) ? reply.text(1) : "The worker gave no image.");
		}
		handOut();
	}

	private void pause(String worker) {
		if (this.workers.pause(worker)) {
			logger.info("Image scaler {} died or hangs, its images go to others", worker);
			this.node.after(this.properties.pause(), () -> {
				this.workers.resume(worker);
				handOut();
			});
		}
	}

	private void again(Job job) {
		if (job.late || job.tries == this.properties.tries()) {
			giveUp(job, "No worker did it in " + job.tries + " tries.");
		}
		else {
			this.waiting.add(job);
		}
	}

	private void expire(Job job) {
		if (this.waiting.remove(job)) {
			giveUp(job, "No worker had time for it.");
		}
		else {
			job.late = true;
		}
	}

	private void giveUp(Job job, String problem) {
		answer(job, Message.of(null, problem));
	}

	private void answer(Job job, Message reply) {
		job.deadline.close();
		this.node.send(job.replyPort, reply);
	}

	/** An image to scale. */
	private static final class Job {

		private final Message request;

		private final String replyPort;

		private Guard deadline = () -> {
		};

		private boolean late;

		private int tries;

		Job(Message request, String replyPort) {
			this.request = request;
			this.replyPort = replyPort;
		}

	}

	/** A job in the hands of a worker. */
	private static final class Try {

		private final Job job;

		private final String worker;

		private Guard call = () -> {
		};

		private Guard timeout = () -> {
		};

		Try(Job job, String worker) {
			this.job = job;
			this.worker = worker;
		}

	}

}
