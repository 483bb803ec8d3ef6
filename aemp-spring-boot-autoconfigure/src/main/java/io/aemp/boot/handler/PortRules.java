package io.aemp.boot.handler;

import io.aemp.annotation.Failure;

/**
 * What the annotation of a class says for all its methods.
 *
 * @param failure what happens when a method cannot process a message
 * @param acknowledge whether calls of methods that return nothing are acknowledged
 * @param strict whether messages with surplus elements are refused
 */
public record PortRules(Failure failure, boolean acknowledge, boolean strict) {

}
