package io.aemp.sample.web;

import java.util.concurrent.CompletableFuture;

import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.sample.images.ImagePool;
import io.aemp.sample.images.ScaledImage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/** Tests for {@link ImageController}. */
@WebMvcTest(ImageController.class)
class ImageControllerTests {

	private static final byte[] FIRST = { 1 };

	private static final byte[] SECOND = { 2 };

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private ImagePool pool;

	@Test
	void scalesEachFileToEachWidth() {
		scales(FIRST, 80, "a#1");
		scales(FIRST, 40, "b#1");
		scales(SECOND, 80, "a#1");
		given(this.pool.scale(SECOND, 40))
			.willReturn(CompletableFuture.failedFuture(new PortDiedException("me#1", Reason.of("die", "oops"))));
		assertThat(this.mvc.post()
			.multipart()
			.uri("/api/images")
			.file(new MockMultipartFile("file", "first.png", null, FIRST))
			.file(new MockMultipartFile("file", "second.png", null, SECOND))
			.param("width", "80", "40")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
					[{"name": "first.png", "width": 80, "mediaType": "image/png", "image": "Bw==", "worker": "a#1",
					"tries": 2},
					{"name": "first.png", "width": 40, "mediaType": "image/png", "image": "Bw==", "worker": "b#1",
					"tries": 2},
					{"name": "second.png", "width": 80, "mediaType": "image/png", "image": "Bw==", "worker": "a#1",
					"tries": 2},
					{"name": "second.png", "width": 40, "problem": "Port me#1 died: die, oops", "tries": 0}]""");
	}

	@Test
	void takes160AsWidth() {
		scales(FIRST, 160, "a#1");
		assertThat(this.mvc.post()
			.multipart()
			.uri("/api/images")
			.file(new MockMultipartFile("file", "first.png", null, FIRST))).hasStatusOk()
			.bodyJson()
			.extractingPath("$[0].width")
			.isEqualTo(160);
	}

	@Test
	void wantsFilesAndNumbers() {
		assertThat(this.mvc.post().multipart().uri("/api/images")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.mvc.post()
			.multipart()
			.uri("/api/images")
			.file(new MockMultipartFile("file", "first.png", null, FIRST))
			.param("width", "wide")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	private void scales(byte[] image, int width, String worker) {
		given(this.pool.scale(image, width))
			.willReturn(CompletableFuture.completedFuture(new ScaledImage(new byte[] { 7 }, "image/png", worker, 2)));
	}

}
