package io.aemp.boot.test.stub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a Mockito mock a member of a family. The field of a test class gets the mock. A
 * port calls its methods with messages, as if it were a bean with
 * {@link io.aemp.annotation.AempPort @AempPort}: those of an interface with
 * {@link io.aemp.annotation.AempExchange @AempExchange}, or of a class with
 * {@link io.aemp.annotation.Receive @Receive}. So clients find it and talk to it over
 * messages, with conversion:
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * class CheckoutTests {
 *
 *     &#64;AempStub(family = "orders")
 *     OrderService orders;
 *
 *     &#64;Test
 *     void tellsThePrice(&#64;Autowired Checkout checkout) {
 *         given(this.orders.price("screws")).willReturn(7);
 *         assertThat(checkout.total("screws", 3)).isEqualTo(21);
 *     }
 *
 * }
 * </pre>
 *
 * The mock is reset after each test method. Its port is opened with the context, and
 * lasts as long. What a mock throws is answered with an error.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AempStub {

	/**
	 * The family that the mock becomes a member of.
	 * @return the name of the family
	 */
	String family();

}
