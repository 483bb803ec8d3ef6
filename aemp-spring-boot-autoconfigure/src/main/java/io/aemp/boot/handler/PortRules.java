package io.aemp.boot.handler;

import io.aemp.annotation.Failure;

/**
 * What the annotation of a class says for all its methods.
 *
 * @param label the label of the ports
 * @param failure what happens when a method cannot process a message
 * @param acknowledge whether calls of methods that return nothing are acknowledged
 * @param strict whether messages with surplus elements are refused
 * @param unfinishedAnswersLimit with how many unfinished answers a port is paused; 0 for
 * the limit of the application
 */
public record PortRules(String label, Failure failure, boolean acknowledge, boolean strict,
		int unfinishedAnswersLimit) {

}
