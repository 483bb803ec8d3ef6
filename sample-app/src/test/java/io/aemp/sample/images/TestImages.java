package io.aemp.sample.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

import javax.imageio.ImageIO;

/** Images to scale. */
public final class TestImages {

	private TestImages() {
	}

	/**
	 * Makes an image: red on the left, blue on the right.
	 * @param format {@code png}, {@code jpeg} or another that the JDK knows
	 * @param width its width
	 * @param height its height
	 * @return its bytes
	 */
	public static byte[] image(String format, int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, width / 2, height);
		graphics.setColor(Color.BLUE);
		graphics.fillRect(width / 2, 0, width - width / 2, height);
		graphics.dispose();
		return encode(image, format);
	}

	private static byte[] encode(BufferedImage image, String format) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, format, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Makes a PNG that no encoder can make small.
	 * @param width its width
	 * @param height its height
	 * @return about three bytes for each pixel
	 */
	public static byte[] noise(int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Random random = new Random(1);
		for (int i = 0; i < width * height; i++) {
			image.setRGB(i % width, i / width, random.nextInt());
		}
		return encode(image, "png");
	}

	/**
	 * Decodes an image.
	 * @param bytes its bytes
	 * @return the image
	 */
	public static BufferedImage decode(byte[] bytes) {
		try {
			return ImageIO.read(new ByteArrayInputStream(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
