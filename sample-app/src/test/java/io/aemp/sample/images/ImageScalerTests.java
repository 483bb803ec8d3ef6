package io.aemp.sample.images;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link ImageScaler} and {@link Picture}. */
class ImageScalerTests {

	private final Node node = Nodes.local();

	private final ImageScaler scaler = new ImageScaler(this.node.dataConnections());

	@AfterEach
	void close() {
		this.node.close();
	}

	@ParameterizedTest
	@CsvSource({ "png,400,200,100,50", "jpeg,400,200,100,50", "png,50,50,120,120", "png,333,777,100,233",
			"png,1000,1,10,1", "jpeg,64,64,64,64" })
	void scalesAndKeepsFormatAndProportions(String format, int width, int height, int wanted, int expected) {
		Message reply = this.scaler.scale(TestImages.image(format, width, height), wanted);
		assertThat(reply.from(1)).isEqualTo(Message.of(wanted, expected));
		BufferedImage image = TestImages.decode(reply.bytes(0));
		assertThat(image.getWidth()).isEqualTo(wanted);
		assertThat(image.getHeight()).isEqualTo(expected);
		assertThat(Picture.read(reply.bytes(0)).format()).isEqualTo(format);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpeg" })
	void keepsColours(String format) {
		BufferedImage image = TestImages.decode(this.scaler.scale(TestImages.image(format, 800, 400), 90).bytes(0));
		Color left = new Color(image.getRGB(20, 20));
		Color right = new Color(image.getRGB(70, 20));
		assertThat(left.getRed()).isGreaterThan(200);
		assertThat(left.getBlue()).isLessThan(50);
		assertThat(right.getBlue()).isGreaterThan(200);
		assertThat(right.getRed()).isLessThan(50);
	}

	@Test
	void repliesThatOtherBytesAreNoImage() {
		assertThat(problem("no image".getBytes(), 10)).contains("neither a PNG nor a JPEG");
		assertThat(problem(new byte[0], 10)).contains("neither a PNG nor a JPEG");
		assertThat(problem(TestImages.image("gif", 10, 10), 10)).contains("a gif image");
	}

	@Test
	void repliesThatADamagedImageCannotBeRead() {
		for (String format : new String[] { "png", "jpeg" }) {
			byte[] image = TestImages.image(format, 100, 100);
			assertThat(problem(Arrays.copyOf(image, 40), 10)).contains("cannot be read");
		}
	}

	@Test
	void repliesThatAWidthMakesNoSense() {
		byte[] image = TestImages.image("png", 10, 1000);
		assertThat(problem(image, 0)).contains("0 pixels wide");
		assertThat(problem(image, -7)).contains("-7 pixels wide");
		assertThat(problem(image, 2000)).contains("2000 x 200000 pixels are too many");
		assertThat(problem(image, Integer.MAX_VALUE)).contains("too many");
	}

	@Test
	void fetchesAnImageThatWaitsForIt() throws Exception {
		LargeImages images = new LargeImages();
		this.node.dataConnections()
			.accept(LargeImages.FUNCTION, (connection, arguments) -> images.give(connection, arguments.text(0)));
		String ticket = images.offer(TestImages.image("png", 400, 200));
		assertThat(this.scaler.fetch(ticket, 100, this.node.id()).from(1)).isEqualTo(Message.of(100, 50));
		images.withdraw(ticket);
		assertThat(this.scaler.fetch(ticket, 100, this.node.id()).get(0)).isNull();
	}

	private String problem(byte[] image, int width) {
		Message reply = this.scaler.scale(image, width);
		assertThat(reply.get(0)).isNull();
		return reply.text(1);
	}

}
