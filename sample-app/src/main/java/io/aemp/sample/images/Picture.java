package io.aemp.sample.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A PNG or JPEG image.
 *
 * @param format {@code png} or {@code jpeg}
 * @param pixels what is to be seen
 */
record Picture(String format, BufferedImage pixels) {

	private static final Set<String> FORMATS = Set.of("png", "jpeg");

	/** What a small byte sequence may unfold to. */
	private static final long MAX_PIXELS = 40_000_000;

	/**
	 * Decodes an image.
	 * @param bytes a PNG or JPEG
	 * @return the picture
	 * @throws ImageException if it is something else, damaged or too large
	 */
	static Picture read(byte[] bytes) {
		try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
			if (!readers.hasNext()) {
				throw new ImageException("This is neither a PNG nor a JPEG image.");
			}
			ImageReader reader = readers.next();
			try {
				return read(reader, input);
			}
			finally {
				reader.dispose();
			}
		}
		catch (IOException ex) {
			throw new ImageException("The image cannot be read: " + ex.getMessage());
		}
	}

	private static Picture read(ImageReader reader, ImageInputStream input) throws IOException {
		String format = reader.getFormatName().toLowerCase(Locale.ROOT);
		if (!FORMATS.contains(format)) {
			throw new ImageException("This is a " + format + " image, not a PNG or JPEG.");
		}
		try {
			reader.setInput(input);
			checkSize(reader.getWidth(0), reader.getHeight(0));
			return new Picture(format, reader.read(0));
		}
		catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException ex) {
			// how the readers of the JDK take some kinds of damage
			throw new ImageException("The image cannot be read: it is damaged.");
		}
	}

	private static void checkSize(long width, long height) {
		if (height > MAX_PIXELS / width) {
			throw new ImageException(width + " x " + height + " pixels are too many, at most " + MAX_PIXELS + " are.");
		}
	}

	/**
	 * Scales it, keeping its proportions. On the way down it is halved until one step is
	 * left, so that every pixel of the original counts.
	 * @param width the width wanted
	 * @return the scaled picture
	 * @throws ImageException if the width is not positive or the result too large
	 */
	Picture scale(int width) {
		if (width < 1) {
			throw new ImageException("An image cannot be " + width + " pixels wide.");
		}
		long height = Math.max(1, Math.round((double) height() * width / width()));
		checkSize(width, height);
		Picture picture = this;
		while (picture.width() / 2 > width && picture.height() / 2 > height) {
			picture = picture.draw(picture.width() / 2, picture.height() / 2);
		}
		return picture.draw(width, (int) height);
	}

	private Picture draw(int width, int height) {
		int type = this.format.equals("png") ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
		BufferedImage drawn = new BufferedImage(width, height, type);
		Graphics2D graphics = drawn.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(this.pixels, 0, 0, width, height, null);
		graphics.dispose();
		return new Picture(this.format, drawn);
	}

	int width() {
		return this.pixels.getWidth();
	}

	int height() {
		return this.pixels.getHeight();
	}

	/**
	 * Encodes it in its format.
	 * @return the bytes
	 */
	byte[] bytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(this.pixels, this.format, output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
