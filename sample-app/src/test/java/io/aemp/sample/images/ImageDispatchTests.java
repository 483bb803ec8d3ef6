package io.aemp.sample.images;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Receiver;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tests for {@link ImageDispatch}, with workers that only pretend. */
class ImageDispatchTests {

	private static final byte[] IMAGE = { 1, 2, 3 };

	private static final DataSize MEGABYTE = DataSize.ofMegabytes(1);

	private final Node node = Nodes.local();

	private final LargeImages largeImages = new LargeImages();

	@AfterEach
	void close() {
		this.node.close();
	}

	@Test
	void givesImagesToTheWorkersInTurn() {
		for (int i = 0; i < 3; i++) {
			worker(this::scaled);
		}
		await().until(() -> BoundedWait.get(this.node.database().keys(ImageScaler.FAMILY)).size() == 3);
		String dispatch = dispatch(properties(1000, 5));
		List<String> workers = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			workers.add(ScaledImage.of(answer(scale(dispatch))).worker());
		}
		assertThat(workers.subList(0, 3)).doesNotHaveDuplicates();
		assertThat(workers.subList(3, 6)).isEqualTo(workers.subList(0, 3));
		assertThat(workers.subList(6, 9)).isEqualTo(workers.subList(0, 3));
	}

	@Test
	void keepsImagesUntilThereIsAWorker() {
		String dispatch = dispatch(properties(1000, 5));
		CompletableFuture<Message> answer = scale(dispatch);
		Port worker = worker(this::scaled);
		ScaledImage scaled = ScaledImage.of(answer(answer));
		assertThat(scaled.worker()).isEqualTo(worker.id());
		assertThat(scaled.tries()).isOne();
		assertThat(scaled.mediaType()).isEqualTo("image/jpeg");
	}

	@Test
	void givesTheImagesOfADeadWorkerToOthers() {
		Port mortal = worker((message) -> this.node.self().kill("broken", "the axe fell"));
		String dispatch = dispatch(properties(1000, 5));
		List<CompletableFuture<Message>> answers = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			answers.add(scale(dispatch));
		}
		await().until(() -> this.node.port(mortal.id()).isEmpty());
		Port worker = worker(this::scaled);
		List<ScaledImage> scaled = answers.stream().map(this::answer).map(ScaledImage::of).toList();
		assertThat(scaled).hasSize(10).allSatisfy((image) -> assertThat(image.worker()).isEqualTo(worker.id()));
		assertThat(scaled).anySatisfy((image) -> assertThat(image.tries()).isGreaterThan(1));
	}

	@Test
	void takesAnImageFromAWorkerThatTakesTooLong() {
		worker((message) -> {
		});
		String dispatch = dispatch(properties(1000, 5));
		CompletableFuture<Message> answer = scale(dispatch);
		await().until(() -> this.node.ports().stream().anyMatch((port) -> port.label().equals("reply")));
		Port worker = worker(this::scaled);
		ScaledImage scaled = ScaledImage.of(answer(answer));
		assertThat(scaled.worker()).isEqualTo(worker.id());
		assertThat(scaled.tries()).isEqualTo(2);
	}

	@Test
	void givesUpAfterSomeTries() {
		List<String> victims = new ArrayList<>();
		Receiver dies = (message) -> {
			victims.add(this.node.self().id());
			throw new IllegalStateException("poisoned");
		};
		for (int i = 0; i < 5; i++) {
			worker(dies);
		}
		String dispatch = dispatch(properties(1000, 3));
		assertThat(answer(scale(dispatch))).isEqualTo(Message.of(null, "No worker did it in 3 tries."));
		assertThat(victims).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void givesUpWhenNobodyHasTime() {
		String dispatch = dispatch(
				new ImageProperties(2, Duration.ofSeconds(9), 5, Duration.ZERO, 9, Duration.ofMillis(50), MEGABYTE));
		assertThat(answer(scale(dispatch))).isEqualTo(Message.of(null, "No worker had time for it."));
	}

	@Test
	void refusesWhatIsTooMuch() {
		String dispatch = dispatch(properties(2, 5));
		scale(dispatch);
		scale(dispatch);
		assertThat(answer(scale(dispatch))).isEqualTo(Message.of(null, "Too many images are waiting."));
	}

	@Test
	void passesOnWhatIsWrongWithAnImage() {
		worker((message) -> this.node.send(message.text(2), null, "This is no image."));
		String dispatch = dispatch(properties(1000, 5));
		assertThat(answer(scale(dispatch))).isEqualTo(Message.of(null, "This is no image."));
	}

	@Test
	void largeImagesAreFetchedByThoseWhoCan() {
		byte[] large = new byte[1_100_000];
		List<Integer> sent = new CopyOnWriteArrayList<>();
		Port old = worker((message) -> {
			sent.add(message.bytes(0).length);
			answer(message);
		});
		String dispatch = dispatch(properties(1000, 5));
		assertThat(answer(this.node.call(dispatch, "scale", large, 160)).text(1)).isEqualTo(old.id());
		assertThat(sent).containsExactly(large.length);
		old.kill();
		List<String> tickets = new CopyOnWriteArrayList<>();
		Port fetching = this.node.open().receive("fetch", (message) -> {
			tickets.add(message.text(0));
			assertThat(message.integer(1)).isEqualTo(160);
			answer(message);
		});
		this.node.database().register(ImageScaler.FAMILY, fetching.id(), ImageScaler.FETCHES);
		assertThat(answer(this.node.call(dispatch, "scale", large, 160)).text(1)).isEqualTo(fetching.id());
		assertThat(tickets).hasSize(1);
	}

	private void answer(Message message) {
		this.node.send(message.text(2), new byte[] { (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0 }, 160, 100);
	}

	private void scaled(Message message) {
		assertThat(message.bytes(0)).isEqualTo(IMAGE);
		assertThat(message.integer(1)).isEqualTo(160);
		answer(message);
	}

	private Port worker(Receiver scale) {
		Port worker = this.node.open().receive("scale", scale);
		this.node.database().register(ImageScaler.FAMILY, worker.id());
		return worker;
	}

	private CompletableFuture<Message> scale(String dispatch) {
		return this.node.call(dispatch, "scale", IMAGE, 160);
	}

	private Message answer(CompletableFuture<Message> answer) {
		return answer.orTimeout(60, TimeUnit.SECONDS).join();
	}

	private String dispatch(ImageProperties properties) {
		ImageDispatch dispatch = new ImageDispatch(this.node, properties, this.largeImages);
		Port port = this.node.open()
			.receive("scale", (message) -> dispatch.scale(message.bytes(0), (int) message.integer(1), message.text(2)));
		BoundedWait.get(port.runInContext(dispatch::meetWorkers));
		return port.id();
	}

	private static ImageProperties properties(int queue, int tries) {
		return new ImageProperties(2, Duration.ofMillis(300), tries, Duration.ofMillis(100), queue,
				Duration.ofSeconds(20), MEGABYTE);
	}

}
