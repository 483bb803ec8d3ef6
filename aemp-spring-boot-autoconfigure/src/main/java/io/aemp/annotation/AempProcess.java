package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of any bean a process: a port with a thread of its own, whose code reads
 * from top to bottom and waits for messages where it needs them. The method has one
 * parameter of type {@link io.aemp.Process}, and returns nothing.
 * <p>
 * <b>Without a name</b> the process starts with the application, after all singletons
 * exist, and lives in its families meanwhile. When the method throws, or another node
 * kills the process, it is started again as {@link #restart()} defines, with a new port
 * ID. When the method returns, the process has done its work, and stays dead until the
 * application context starts again.
 *
 * <pre class="code">
 * &#64;AempProcess(families = "tills")
 * void sell(Process process, Node node) throws InterruptedException {
 *     while (true) {
 *         Message order = process.receive("order");
 *         Message price = process.call(this.prices, Message.of("price", order.text(0)));
 *         node.send(order.text(1), "offer", price.number(0), process.id());
 *     }
 * }
 * </pre>
 *
 * <b>With a name</b> it is an init function: each {@code spawn} with that name starts a
 * process, which is not restarted. The other parameters are bound to the init data, as
 * described for {@link Receive @Receive}, and a {@code String} annotated with
 * {@link SourceNode @SourceNode} is the ID of the node that has asked for it.
 * <p>
 * In both forms, a parameter of type {@link io.aemp.Node} is the node. When the
 * application context stops, processes are killed: what waits ends with an
 * {@link InterruptedException}, and the stop waits for the methods to end, as long as a
 * phase may take.
 * <p>
 * <b>The bean</b> may have several such methods, each a process of its own. They run
 * beside all other methods of the bean, so fields that they share need the usual care. A
 * bean in prototype scope has an instance for each process, which only this process uses.
 * <p>
 * Messages do not go to methods: no interceptor, exception handler or argument resolver
 * has a part in them. The bean of type {@code TypedMessages} reads their elements as
 * {@code @Receive} would. Attributes that are text may contain <code>${...}</code>
 * placeholders and <code>#{...}</code> expressions.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AempProcess {

	/**
	 * The name of the init function, for {@link io.aemp.Node#spawn}.
	 * @return the name; empty for a process that starts with the application
	 */
	String value() default "";

	/**
	 * The display name of the port; tools show it beside the port ID.
	 * @return the label; empty for the name of the init function, or for that of the bean
	 * and the method, {@code till.sell} for example
	 */
	String label() default "";

	/**
	 * The families of the database in which the process is registered while it lives.
	 * Only for a process without a name.
	 * @return names of families
	 */
	String[] families() default {};

	/**
	 * The value with which the process is registered in its families. A
	 * <code>#{...}</code> expression may give a value that is not text. Only for a
	 * process without a name.
	 * @return the value; empty for none
	 */
	String familyValue() default "";

	/**
	 * The number of processes that run the method, each with a port of its own. They are
	 * all in all {@link #families()}. Only for a process without a name.
	 * @return the number, 1 or more
	 */
	int processes() default 1;

	/**
	 * What happens after the death of the process. A return and a normal kill from this
	 * node are final. Only for a process without a name.
	 * @return whether, when and how it is started again
	 */
	Restart restart() default @Restart;

	/**
	 * The number of messages that may wait. With more, the process dies with
	 * {@code mailbox_overflow}.
	 * @return the limit; 0 for the default of the node
	 */
	int mailboxLimit() default 0;

}
