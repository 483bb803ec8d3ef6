package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of any bean accept the data connections that other nodes open under its
 * name, see {@link io.aemp.DataConnections}. It needs a parameter of type
 * {@link io.aemp.DataConnection}; the other parameters are bound to the arguments of the
 * connection, as described for {@link Receive @Receive}. A {@code String} annotated with
 * {@link SourceNode @SourceNode} is the ID of the other node.
 * <p>
 * The method runs outside ports, on a thread that may block, and calls for several
 * connections overlap. It returns nothing, and the connection stays open when it returns:
 * whoever uses it last closes it. An exception ends the connection as a failure, which
 * the other node sees, and is logged. So do arguments that do not fit. A {@code try}
 * statement that closes the connection would hide the failure from the other node: close
 * it at the end, when all went well. Connections that are still open when the application
 * stops are ended as a failure.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DataConnectionHandler {

	/**
	 * The name, for {@link io.aemp.DataConnections#connect}. It may have
	 * <code>${...}</code> placeholders, and is no name of another function.
	 * @return the name
	 */
	String value();

}
