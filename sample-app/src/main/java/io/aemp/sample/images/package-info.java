/**
 * A pool of image scalers, spread over all nodes of the network.
 * <p>
 * Each node has a {@linkplain io.aemp.sample.images.ImageScaler worker}, found in family
 * {@code my_image_scalers}, and a {@linkplain io.aemp.sample.images.ImageDispatch
 * dispatch}, which speaks the same language: to its clients it looks like one worker that
 * does not die.
 *
 * <pre>
 * scale, bytes of a PNG or JPEG, width, reply port
 * fetch, ticket, width, reply port
 *     worker replies    bytes, width, height        or  null, what is wrong
 *     dispatch replies  bytes, worker, tries        or  null, what is wrong
 * </pre>
 *
 * A worker that has the value {@code fetches} in the family knows the tag {@code fetch},
 * and gets large images that way: it opens a data connection to the node that has sent
 * the message, with the function {@code sample::image} and the ticket, and reads the
 * image there. All other workers, in Perl for example, get them as messages.
 * <p>
 * An image that cannot be scaled is an error reply, and no death of the worker: the fault
 * is the sender's. If the worker died, its other jobs would suffer, and the dispatch
 * would send the bad image to the next worker, until none is left. A worker that dies all
 * the same (no memory, a killed process) is what the dispatch is for.
 */
@NullMarked
package io.aemp.sample.images;

import org.jspecify.annotations.NullMarked;
