/**
 * Breaks networks at random and checks the promises C1 to C10 to the letter. A
 * {@code Story} draws a network, what its ports do, and what goes wrong; the
 * {@code Oracle} is told all of it and knows what must not happen.
 */
package io.aemp.simulation.contract;

