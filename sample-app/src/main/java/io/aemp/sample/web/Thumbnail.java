package io.aemp.sample.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aemp.sample.images.ScaledImage;
import org.jspecify.annotations.Nullable;

/**
 * What became of an uploaded image.
 *
 * @param name the name of the file
 * @param width the width wanted
 * @param mediaType the format of the scaled image
 * @param image the scaled image
 * @param worker the ID of the port that scaled it
 * @param tries how many workers it took
 * @param problem why there is no scaled image
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Thumbnail(String name, int width, @Nullable String mediaType, byte @Nullable [] image, @Nullable String worker,
		int tries, @Nullable String problem) {

	static Thumbnail of(String name, int width, ScaledImage scaled) {
		return new Thumbnail(name, width, scaled.mediaType(), scaled.bytes(), scaled.worker(), scaled.tries(), null);
	}

	static Thumbnail failed(String name, int width, Throwable failure) {
		return new Thumbnail(name, width, null, null, null, 0, String.valueOf(failure.getMessage()));
	}

}
