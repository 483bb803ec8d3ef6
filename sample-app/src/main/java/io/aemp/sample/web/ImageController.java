package io.aemp.sample.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.aemp.sample.images.ImagePool;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Has images scaled by the pool: each of the files to each of the widths. */
@RestController
class ImageController {

	private final ImagePool pool;

	ImageController(ImagePool pool) {
		this.pool = pool;
	}

	@PostMapping("/api/images")
	CompletableFuture<List<Thumbnail>> scale(@RequestParam("file") List<MultipartFile> files,
			@RequestParam(name = "width", defaultValue = "160") List<Integer> widths) throws IOException {
		List<CompletableFuture<Thumbnail>> thumbnails = new ArrayList<>();
		for (MultipartFile file : files) {
			byte[] image = file.getBytes();
			for (int width : widths) {
				thumbnails.add(thumbnail(file.getOriginalFilename(), image, width));
			}
		}
		return CompletableFuture.allOf(thumbnails.toArray(CompletableFuture[]::new))
			.thenApply((all) -> thumbnails.stream().map(CompletableFuture::join).toList());
	}

	private CompletableFuture<Thumbnail> thumbnail(@Nullable String file, byte[] image, int width) {
		String name = (file != null) ? file : "";
		return this.pool.scale(image, width)
			.thenApply((scaled) -> Thumbnail.of(name, width, scaled))
			.exceptionally((failure) -> Thumbnail.failed(name, width, cause(failure)));
	}

	private static Throwable cause(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

}
