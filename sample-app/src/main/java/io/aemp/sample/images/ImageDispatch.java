package io.aemp.sample.images;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out images to the workers in turn, and hands them out again when a worker dies or
 * takes too long. Nothing here waits: a call fails at once when its worker dies, and its
 * callbacks run in this port, like everything else, so that no field needs a lock.
 */
@AempPort(label = "image dispatch")
class ImageDispatch {

	private static final Logger logger = LoggerFactory.getLogger(ImageDispatch.class);

	private final Node node;

	private final ImageProperties properties;

	private final LargeImages largeImages;

	/** The workers that fetch images, if told to. */
	private Set<String> fetching = Set.of();

	private final Queue<Job> waiting = new ArrayDeque<>();

	private Workers workers;

	ImageDispatch(Node node, ImageProperties properties, LargeImages largeImages) {
		this.node = node;
		this.largeImages = largeImages;
		this.properties = properties;
		this.workers = new Workers(properties.jobsPerWorker());
	}

	@Init
	void meetWorkers() {
		this.node.database().monitor(ImageScaler.FAMILY, (change) -> {
			this.workers.know(change.contents().keySet());
			this.fetching = change.contents()
				.entrySet()
				.stream()
				.filter((entry) -> ImageScaler.FETCHES.equals(entry.getValue()))
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			handOut();
		});
	}

	@Reset
	void forgetJobs() {
		this.waiting.clear();
		this.largeImages.withdrawAll();
		this.workers = new Workers(this.properties.jobsPerWorker());
	}

	@Receive("scale")
	void scale(byte[] image, int width, String replyPort) {
		Job job = new Job(image, width, replyPort);
		if (this.waiting.size() == this.properties.queue()) {
			giveUp(job, "Too many images are waiting.");
			return;
		}
		if (image.length > this.properties.largeFrom().toBytes()) {
			job.ticket = this.largeImages.offer(image);
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
		this.node.call(worker, job.request(this.fetching.contains(worker)), this.properties.timeout(),
				(reply) -> end(job, worker, reply), (failure) -> fail(job, worker));
	}

	private void end(Job job, String worker, Message reply) {
		this.workers.release(worker);
		if (reply.size() > 0 && reply.get(0) != null) {
			answer(job, Message.of(reply.get(0), worker, job.tries));
		}
		else {
			giveUp(job, (reply.size() > 1) ? reply.text(1) : "The worker gave no image.");
		}
		handOut();
	}

	/** The worker died or takes too long. */
	private void fail(Job job, String worker) {
		this.workers.release(worker);
		pause(worker);
		again(job);
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
		if (job.ticket != null) {
			this.largeImages.withdraw(job.ticket);
		}
		this.node.send(job.replyPort, reply);
	}

	/** An image to scale. */
	private static final class Job {

		private final byte[] image;

		private final int width;

		private final String replyPort;

		/** For a worker that fetches the image, if it is large. */
		private @Nullable String ticket;

		private Guard deadline = () -> {
		};

		private boolean late;

		private int tries;

		Job(byte[] image, int width, String replyPort) {
			this.image = image;
			this.width = width;
			this.replyPort = replyPort;
		}

		Message request(boolean fetches) {
			return (fetches && this.ticket != null) ? Message.of("fetch", this.ticket, this.width)
					: Message.of("scale", this.image, this.width);
		}

	}

}
