package io.aemp.sample.images;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.boot.port.AempPorts;
import io.aemp.boot.test.network.AempClock;
import io.aemp.boot.test.network.AutoConfigureAempNetwork;
import io.aemp.boot.test.probe.AempProbe;
import io.aemp.boot.test.slice.AempTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tests for {@link ImageDispatch}, with probes as workers. */
@AempTest(value = ImageDispatch.class, properties = { "sample.images.tries=3", "sample.images.queue=6" })
@AutoConfigureAempNetwork(clock = AempClock.Mode.MANUAL)
@EnableConfigurationProperties(ImageProperties.class)
@Import({ ImagePool.class, LargeImages.class })
class ImageDispatchTests {

	private static final byte[] IMAGE = { 1, 2, 3 };

	private static final byte[] SCALED = { (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0 };

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final List<AempProbe> workers = new ArrayList<>();

	@Autowired
	private Node node;

	@Autowired
	private AempClock clock;

	@Autowired
	private ImagePool pool;

	@Autowired
	private AempPorts ports;

	@Autowired
	private ImageDispatch dispatch;

	@AfterEach
	void dismissWorkers() {
		this.workers.forEach(AempProbe::close);
		await().untilAsserted(() -> assertThat(this.node).family(ImageScaler.FAMILY).isEmpty());
		awaitDispatch();
	}

	/** Until it has seen what was sent and what the database has told before. */
	private void awaitDispatch() {
		assertThat(this.ports.portOf(this.dispatch).runInContext(() -> {
		})).succeedsWithin(PATIENCE);
	}

	@Test
	void givesNoWorkerMoreThanItsShare(@Autowired AempProbe one, @Autowired AempProbe two, @Autowired AempProbe three) {
		Stream.of(one, two, three).forEach(this::hire);
		await().untilAsserted(() -> assertThat(this.node).family(ImageScaler.FAMILY).hasSize(3));
		awaitDispatch();
		List<CompletableFuture<ScaledImage>> images = scale(6);
		Stream.of(one, two, three, one, two, three).forEach(ImageDispatchTests::work);
		assertThat(images).extracting(ImageDispatchTests::result)
			.extracting(ScaledImage::worker)
			.containsExactlyInAnyOrder(one.id(), one.id(), two.id(), two.id(), three.id(), three.id());
	}

	@Test
	void keepsImagesUntilThereIsAWorker(@Autowired AempProbe worker) {
		CompletableFuture<ScaledImage> image = this.pool.scale(IMAGE, 160);
		hire(worker);
		work(worker);
		assertThat(result(image)).isEqualTo(new ScaledImage(result(image).bytes(), "image/jpeg", worker.id(), 1));
	}

	@Test
	void givesTheImagesOfADeadWorkerToOthers(@Autowired AempProbe mortal, @Autowired AempProbe other) {
		hire(mortal);
		List<CompletableFuture<ScaledImage>> images = scale(4);
		mortal.expect("scale", IMAGE, 160);
		this.node.kill(mortal.id(), "broken", "the axe fell");
		hire(other);
		images.forEach((image) -> work(other));
		assertThat(images).extracting(ImageDispatchTests::result)
			.allSatisfy((image) -> assertThat(image.worker()).isEqualTo(other.id()))
			.extracting(ScaledImage::tries)
			.containsExactlyInAnyOrder(1, 1, 2, 2);
	}

	@Test
	void takesAnImageFromAWorkerThatTakesTooLong(@Autowired AempProbe slow, @Autowired AempProbe other) {
		hire(slow);
		CompletableFuture<ScaledImage> image = this.pool.scale(IMAGE, 160);
		slow.expect("scale", IMAGE, 160);
		this.clock.advance(Duration.ofSeconds(21));
		hire(other);
		work(other);
		assertThat(result(image).worker()).isEqualTo(other.id());
		assertThat(result(image).tries()).isEqualTo(2);
	}

	@Test
	void givesUpAfterSomeTries(@Autowired AempProbe one, @Autowired AempProbe two, @Autowired AempProbe three) {
		CompletableFuture<ScaledImage> image = this.pool.scale(IMAGE, 160);
		for (AempProbe worker : List.of(one, two, three)) {
			hire(worker);
			worker.expect("scale", IMAGE, 160);
			this.node.kill(worker.id(), "poisoned");
		}
		fails(image, "No worker did it in 3 tries.");
	}

	@Test
	void givesUpWhenNobodyHasTime() {
		CompletableFuture<ScaledImage> image = this.pool.scale(IMAGE, 160);
		awaitDispatch();
		this.clock.advance(Duration.ofSeconds(121));
		fails(image, "No worker had time for it.");
	}

	@Test
	void refusesWhatIsTooMuch(@Autowired AempProbe worker) {
		List<CompletableFuture<ScaledImage>> images = scale(6);
		fails(this.pool.scale(IMAGE, 160), "Too many images are waiting.");
		hire(worker);
		images.forEach((image) -> work(worker));
	}

	@Test
	void passesOnWhatIsWrongWithAnImage(@Autowired AempProbe worker) {
		hire(worker);
		CompletableFuture<ScaledImage> image = this.pool.scale(IMAGE, 160);
		worker.expect("scale", IMAGE, 160);
		worker.reply(null, "This is no image.");
		fails(image, "This is no image.");
	}

	@Test
	void largeImagesAreFetchedByThoseWhoCan(@Autowired AempProbe old, @Autowired AempProbe fetching) {
		byte[] large = new byte[1_100_000];
		hire(old);
		CompletableFuture<ScaledImage> sent = this.pool.scale(large, 160);
		old.expect("scale", large, 160);
		old.reply(SCALED, 160, 100);
		assertThat(result(sent).worker()).isEqualTo(old.id());
		dismissWorkers();
		CompletableFuture<ScaledImage> fetched = this.pool.scale(large, 160);
		this.workers.add(fetching);
		this.node.database().register(ImageScaler.FAMILY, fetching.id(), ImageScaler.FETCHES);
		Message request = fetching.expect("fetch");
		assertThat(request.integer(2)).isEqualTo(160);
		fetching.reply(SCALED, 160, 100);
		assertThat(result(fetched).worker()).isEqualTo(fetching.id());
	}

	private void hire(AempProbe worker) {
		this.workers.add(worker.join(ImageScaler.FAMILY));
	}

	private List<CompletableFuture<ScaledImage>> scale(int images) {
		return IntStream.range(0, images).mapToObj((i) -> this.pool.scale(IMAGE, 160)).toList();
	}

	private static void work(AempProbe worker) {
		worker.expect("scale", IMAGE, 160);
		worker.reply(SCALED, 160, 100);
	}

	private static ScaledImage result(CompletableFuture<ScaledImage> image) {
		assertThat(image).succeedsWithin(PATIENCE);
		return image.join();
	}

	private static void fails(CompletableFuture<ScaledImage> image, String problem) {
		assertThat(image).failsWithin(PATIENCE)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(ImageException.class)
			.havingCause()
			.withMessage(problem);
	}

}
